"""A row per address: what it is about, and how it answers each of eight people.

The answers stand in the order of PEOPLE: 2 shown or done, 3 sent to sign in or on, 4 not there for
this person, x refused (403), m not with this method (405). The thing asked for lies in Toba.
"""

from typing import NamedTuple

PEOPLE = (
    "visitor", "agency", "elsewhere", "in_charge", "facilitator", "owner", "stranger", "assessor",
)  # fmt: skip
ALL, OFFICE, ONE, PROVINCE = "22222222", "322xxxxx", "324xxxxx", "32xxxxxx"
SEES, MARKS, MINE, CHECKS = "3xx22xxx", "3xx24xxx", "3xxxx24x", "3xxxxxx2"
DOES, DOES_ONE, DOES_ALL = "333xxxxx", "334xxxxx", "33xxxxxx"


class Route(NamedTuple):
    """How one address answers; "" where a method does not exist for anybody."""

    args: tuple[object, ...] = ()  # a word with a colon is looked up in what lies in Toba
    get: str = ""
    post: str = ""
    data: dict[str, object] = {}
    query: str = ""


def deed(*args: object, post: str, **data: object) -> Route:
    return Route(args, "", post, data)


ROUTES: dict[str, Route] = {
    "agency:dashboard": Route((), OFFICE),
    "agency:regions_export": Route((), OFFICE),
    "agency:businesses": Route((), OFFICE, query="q=rahasia"),
    "agency:new_business": Route((), OFFICE, "3ccxxxxx"),
    "agency:businesses_export": Route(("csv",), OFFICE),
    "agency:batches": Route((), OFFICE),
    "agency:batches_export": Route((), OFFICE),
    "agency:receive_sheet": Route((), OFFICE, "3ccxxxxx"),
    "agency:mapping": Route(("a" * 64, 0), "344xxxxx", "344xxxxx"),
    "agency:batch": Route((":batch",), ONE),
    "agency:continue_batch": deed(":batch", post=DOES_ONE),
    "agency:batch_corrections": Route((":batch", "csv"), "344xxxxx"),  # its file was never kept
    "agency:batch_rejects": Route((":batch",), ONE),
    "agency:links": Route((), OFFICE),
    "agency:links_export": Route((), OFFICE),
    "agency:decide_link": deed(":link", post=DOES_ONE, answer="sama"),
    "agency:business": Route((":code",), ONE),
    "agency:approve_content": deed(":code", post=DOES_ONE),
    "agency:hold_content": deed(":code", post=DOES_ONE, note="Harga naik"),
    "agency:compose_contents": deed(":code", post=DOES_ONE),
    "agency:take_down_site": deed(":code", post=DOES_ONE),
    "agency:restore_site": deed(":code", post=DOES_ONE),
    "agency:export_ics": Route((":code",), ONE),
    "agency:cohorts": Route((), OFFICE),
    "agency:open_cohort": Route((), "322xxxxx", "322xxxxx"),
    "agency:export_cohorts": Route((), OFFICE),
    "agency:cohort": Route((2027,), OFFICE, query="bagian=pendaftar"),
    "agency:export_seats": Route((2027,), OFFICE),
    "agency:applicants": Route((2027,), OFFICE),
    "agency:set_quotas": deed(2027, post=DOES_ALL),
    "agency:curate": deed(2027, post=DOES_ALL),
    "agency:select_cohort": deed(2027, post=DOES_ALL, seed="1", agree="on"),
    "agency:receive_applications": deed(2027, post=DOES_ALL),
    "agency:assign_facilitator": deed(2027, post=DOES),
    "agency:export_applications": Route((2027,), OFFICE),
    "agency:run": Route((2027,), PROVINCE),
    "agency:run_step": deed(2027, "semua", post=DOES_ALL),
    "agency:application": Route((":application",), ONE),
    "agency:curate_application": deed(":application", post=DOES_ONE, score="50", reason="Baik"),
    "agency:replace_participant": deed(":application", post=DOES_ONE, reason="Pindah"),
    "agency:calendar": Route((), OFFICE, query="bulan=2027-03&tampilan=daftar&q=rahasia"),
    "agency:post": Route((":post",), ONE),
    "agency:export_calendar": Route((), OFFICE, query="bulan=2027-03"),
    "agency:ad_plan": Route((), OFFICE, query="bulan=2027-03"),
    "agency:plan_budget": deed(2027, post=DOES_ALL, month="2027-03", rupiah="1 juta"),
    "agency:export_plan": Route((2027, "2027-03"), OFFICE),
    "agency:ranking": Route((), OFFICE),
    "agency:export_ranking": Route((2027,), OFFICE),
    "agency:publish_ranking": deed(2027, post=DOES_ALL),
    "field:today": Route((), SEES),
    "field:businesses": Route((), SEES, query="format=csv"),
    "field:business": Route((":row",), MARKS, "3xx34xxx", {"decision": "approve"}),
    "field:facts": Route((":row",), MARKS, "3xxc4xxx"),
    "field:photo": Route((":row",), MARKS, "3xxc4xxx"),
    "field:photo_file": Route((":row", ":photo"), MARKS),
    "owner:home": Route((), "3xxxx22x"),
    "owner:content": Route((":row",), MINE, "3xxxx34x", {"decision": "approve"}),
    "owner:facts": Route((":row",), MINE, "3xxxxc4x"),
    "owner:photo": Route((":row",), MINE, "3xxxxc4x"),
    "owner:photo_file": Route((":row", ":photo"), MINE),
    "owner:calendar": Route((":row",), MINE),
    "owner:calendar_ics": Route((":row",), MINE),
    "owner:site_zip": Route((":row",), MINE),
    "assessor:figures": Route((), CHECKS),
    "assessor:figure": Route((":figure",), CHECKS),
    "assessor:trace": Route((":figure", ":row"), CHECKS),
    "assessor:sample": Route((), CHECKS, query="figure=:figure&size=2&seed=3"),
    "assessor:check_figures": Route((), "322xxxx2"),
    "assessor:ledger": Route((), CHECKS),
    # what stands on the web is public: the directory, the sites, the link of a post
    "public:directory": Route((), ALL),
    "public:site_file": Route((":site/",), ALL),
    "public:poster_file": Route((":site/poster.jpg",), ALL),
    "public:share_post": Route((":token",), ALL, "32323233", {"url": "https://x"}),
    "public:apply": Route((), ALL, ALL),
    "public:applied": Route((":ticket",), ALL),
    "public:privacy": Route((), ALL),
    "public:methods": Route((), ALL),
    "shared:home": Route((), "23333333"),
    "shared:sign_in": Route((), ALL, ALL),
    "shared:demo_sign_in": Route(("dinas",), "mmmmmmmm", "44444444"),
    "shared:sign_out": deed(post="33333333"),
    "set_language": deed(post="33333333", language="en"),
}
PUBLIC = {"public", "shared", "set_language"}
