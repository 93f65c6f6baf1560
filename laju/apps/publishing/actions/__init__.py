"""What can be done to pages: release, take down, restore, look after."""

from laju.apps.publishing.actions.checking import check_sites, close_troubles, settle_trouble
from laju.apps.publishing.actions.releasing import (
    campaign_of,
    reissue_sites,
    release_again,
    release_sites,
    restore_site,
    take_down_site,
)
from laju.apps.publishing.pictures import Folders

__all__ = [
    "Folders",
    "campaign_of",
    "check_sites",
    "close_troubles",
    "reissue_sites",
    "release_again",
    "release_sites",
    "restore_site",
    "settle_trouble",
    "take_down_site",
]
