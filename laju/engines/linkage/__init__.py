"""Which rows are one owner, and which are one business (ADR 0016)."""

from laju.engines.linkage.clusters import Clusters, cluster
from laju.engines.linkage.explaining import explain, explain_pairs
from laju.engines.linkage.features import FEATURES, INPUT_COLUMNS, features_sql, in_spark
from laju.engines.linkage.identity import MERGE, SPLIT, Carried, Event, carry_over
from laju.engines.linkage.incremental import Base, link_new
from laju.engines.linkage.linking import Linkage, link_all
from laju.engines.linkage.model import Model, UnknownModel, load_model, read_model, save_model
from laju.engines.linkage.pairwise import rank_alike
from laju.engines.linkage.training import train
from laju.engines.linkage.units import REVIEW, SAME, SAME_OWNER

__all__ = [
    "FEATURES",
    "INPUT_COLUMNS",
    "MERGE",
    "REVIEW",
    "SAME",
    "SAME_OWNER",
    "SPLIT",
    "Base",
    "Carried",
    "Clusters",
    "Event",
    "Linkage",
    "Model",
    "UnknownModel",
    "carry_over",
    "cluster",
    "explain",
    "explain_pairs",
    "features_sql",
    "in_spark",
    "link_all",
    "link_new",
    "load_model",
    "rank_alike",
    "read_model",
    "save_model",
    "train",
]
