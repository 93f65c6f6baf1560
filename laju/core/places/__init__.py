"""Places of Indonesia by name and by code: exact answers, or the reason why there is none."""

from laju.core.places.addresses import AddressPlaces
from laju.core.places.codes import Proof, Verdict
from laju.core.places.districts import Inference
from laju.core.places.gazetteer import Gazetteer
from laju.core.places.index import PlacesDoNotFit
from laju.core.places.values import How, Kind, Match, Outcome, Place, System

__all__ = [
    "AddressPlaces",
    "Gazetteer",
    "How",
    "Inference",
    "Kind",
    "Match",
    "Outcome",
    "Place",
    "PlacesDoNotFit",
    "Proof",
    "System",
    "Verdict",
]
