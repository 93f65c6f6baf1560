"""How posts are built: paragraphs of blocks, by theme."""

from collections.abc import Mapping, Sequence

from laju.core.grammar import wording, wording_facts
from laju.core.posting import Theme

BLOCKS: Mapping[str, Sequence[str]] = {
    "hook": wording.HOOK_PRODUCT,
    "what": wording.WHAT_PRODUCT,
    "list": wording.WHAT_LIST,
    "also": wording.ALSO,
    "price": wording.PRICE,
    "range": wording.PRICE_RANGE,
    "where": wording.WHERE,
    "when": wording.WHEN,
    "closed": wording.CLOSED,
    "since": wording.SINCE,
    "people": wording.PEOPLE,
    "order": wording.ORDER,
    "ask": wording.ASK,
    "order_hook": wording.HOOK_ORDER,
    "steps": wording.STEPS_ORDER,
    "story_hook": wording.HOOK_STORY,
    "hours_hook": wording.HOOK_HOURS,
    "place_hook": wording.HOOK_PLACE,
    "question_hook": wording.HOOK_QUESTION,
    "invite": wording.INVITE_QUESTION,
    "weekend_hook": wording.HOOK_WEEKEND,
    "national": wording.HOOK_NATIONAL,
    "service_day": wording.HOOK_SERVICE_DAY,
    "trade_day": wording.HOOK_TRADE_DAY,
    **wording_facts.BLOCKS,
}
# Said in place of a block that cannot be said without a phone number.
INSTEAD = {"order": wording.ORDER_WITHOUT_PHONE, "steps": wording.STEPS_WITHOUT_PHONE}

# How a post is built: paragraphs of blocks. Blocks whose facts are missing fall away.
PLANS: Mapping[Theme, Sequence[str]] = {
    Theme.PRODUCT: (
        "hook | what price note | order",
        "hook | price note where | order",
        "hook what | price when | order",
        "hook | note what price | where order",
        "hook | what also | price order",
        "hook price | where when | order ask",
        "hook | price also | order ask",
        "hook what price | order",
        "hook | what note | ask order",
        "hook | where price | order",
    ),
    Theme.ORDER: (
        "order_hook | steps | when list",
        "order_hook steps | list",
        "list | order_hook steps",
        "order_hook | list | steps",
        "order_hook | steps | where when",
        "order_hook | price steps",
        "order_hook | list | steps | ask",
    ),
    Theme.STORY: (
        "story_hook | list since | order",
        "story_hook since | list where | order",
        "story_hook | list people | when order",
        "story_hook | list where since people | order",
        "story_hook list | since when | ask",
        "story_hook | list | where order",
    ),
    Theme.HOURS: (
        "hours_hook | when closed | order",
        "hours_hook | when where | order",
        "hours_hook when | list | where",
        "hours_hook | when closed where",
        "list | when closed | order",
        "hours_hook | list when | order",
    ),
    Theme.PLACE: (
        "place_hook | where when | order",
        "place_hook where | list | order",
        "place_hook | list where | when order",
        "place_hook | where | list range order",
        "place_hook | list where | ask",
    ),
    Theme.QUESTION: (
        "question_hook | invite | where order",
        "question_hook invite | list | order",
        "question_hook | list | invite order",
        "question_hook | list | invite price when",
        "question_hook | list price | invite",
        "list | question_hook invite | order",
    ),
    Theme.WEEKEND: (
        "weekend_hook | what price | order",
        "weekend_hook | list when | order",
        "weekend_hook list | range | order",
        "weekend_hook | list where | order",
        "weekend_hook | when list | order ask",
    ),
    Theme.FEAST: (
        "day | list | order",
        "day | what price | order",
        "day | list where | order",
        "day | list when | order",
        "day list | order ask",
    ),
}
