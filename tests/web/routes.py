"""A row per address: what it is about, and how it answers each of nine people.

The answers stand in the order of PEOPLE: 2 shown or done, 3 sent to sign in or on, 4 not there for
this person, x refused (403), m not with this method (405). The thing asked for lies in Toba.
"""

from typing import NamedTuple

PEOPLE = (
    "visitor", "agency", "elsewhere", "in_charge", "facilitator", "owner", "stranger", "assessor",
    "reader",
)  # fmt: skip
ALL, OFFICE, ONE, PROVINCE = "222222222", "322xxxxxx", "324xxxxxx", "32xxxxxxx"
SEES, MARKS, MINE, CHECKS = "3xx22xxxx", "3xx24xxxx", "3xxxx24xx", "3xxxxxx2x"
DOES, DOES_ONE, DOES_ALL = "333xxxxxx", "334xxxxxx", "33xxxxxxx"


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
    "agency:recap": Route((), OFFICE, query="rows=sector&across=level&region=12.12"),
    "agency:recap_export": Route(("csv",), OFFICE),
    "agency:businesses": Route((), OFFICE, query="q=ulos+rahasia"),
    "agency:find_business": Route((), OFFICE, query="q=ulos+rahasia"),
    "agency:new_business": Route((), OFFICE, "3ccxxxxxx"),
    "agency:alike": Route((), "", "322xxxxxx", {"name": "ulos rahasia danau", "region": "12.12"}),
    "agency:businesses_export": Route(("csv",), OFFICE),
    "agency:batches": Route((), OFFICE),
    "agency:batches_export": Route((), OFFICE),
    "agency:receive_sheet": Route((), OFFICE, "3ccxxxxxx"),
    "agency:mapping": Route(("a" * 64, 0), "344xxxxxx", "344xxxxxx"),
    "agency:batch": Route((":batch",), ONE),
    "agency:continue_batch": deed(":batch", post=DOES_ONE),
    "agency:undo_batch": Route((":batch",), ONE, DOES_ONE),
    "agency:batch_corrections": Route((":batch", "csv"), ONE),
    "agency:batch_rejects": Route((":batch",), ONE),
    "agency:links": Route((), OFFICE),
    "agency:links_export": Route((), OFFICE),
    "agency:decide_link": deed(":link", post=DOES_ONE, answer="sama"),
    "agency:merges": Route((), OFFICE),
    "agency:merges_export": Route((), OFFICE),
    "agency:split_merge": deed(":merge", post=DOES_ONE, answer="berbeda"),
    "agency:business": Route((":code",), ONE),
    "agency:uncoded": Route((), OFFICE, query="kata=tenun&cari=roti&versi=2020"),
    "agency:uncoded_export": Route((), OFFICE),
    "agency:choose_for_phrase": deed(post=DOES, phrase="Menenun", code="2025:13122"),
    "agency:undo_kbli": deed(":choice", post=DOES_ONE),
    "agency:kbli": Route((":code",), ONE, DOES_ONE, {"code": "2025:13122"}, "cari=tenun"),
    "agency:approve_content": deed(":code", post=DOES_ONE),
    "agency:hold_content": deed(":code", post=DOES_ONE, note="Harga naik"),
    "agency:compose_contents": deed(":code", post=DOES_ONE),
    "agency:take_down_site": deed(":code", post=DOES_ONE),
    "agency:restore_site": deed(":code", post=DOES_ONE),
    "agency:export_ics": Route((":code",), ONE),
    "agency:cohorts": Route((), OFFICE),
    "agency:open_cohort": Route((), "322xxxxxx", "322xxxxxx"),
    "agency:export_cohorts": Route((), OFFICE),
    "agency:cohort": Route((2027,), OFFICE, query="bagian=pendaftar"),
    "agency:export_seats": Route((2027,), OFFICE),
    "agency:applicants": Route((2027,), OFFICE),
    "agency:set_quotas": deed(2027, post=DOES_ALL),
    "agency:curation": Route((2027,), OFFICE),
    "agency:do_curation": deed(2027, "periksa", post=DOES_ALL),
    "agency:curate": deed(2027, post=DOES_ALL),
    "agency:select_cohort": deed(2027, post=DOES_ALL, seed="1", agree="on"),
    "agency:receive_applications": deed(2027, post=DOES_ALL),
    "agency:assign_facilitator": deed(2027, post=DOES),
    "agency:export_applications": Route((2027,), OFFICE),
    "agency:run": Route((2027,), PROVINCE),
    "agency:run_step": deed(2027, "semua", post=DOES_ALL),
    "agency:run_behind": deed(2027, post=DOES_ALL),
    "agency:jobs": Route((), OFFICE),
    "agency:decide_job": deed(":job", post=DOES_ONE, answer="ulang"),
    "agency:application": Route((":application",), ONE),
    "agency:curate_application": deed(":application", post=DOES_ONE, score="50", reason="Baik"),
    "agency:replace_participant": deed(":application", post=DOES_ONE, reason="Pindah"),
    "agency:calendar": Route((), OFFICE, query="bulan=2027-03&tampilan=daftar&q=rahasia"),
    "agency:post": Route((":post",), ONE),
    "agency:export_calendar": Route((), OFFICE, query="bulan=2027-03"),
    "agency:visits": Route((), OFFICE),
    "agency:visits_export": Route((), OFFICE),
    "agency:ad_plan": Route((), OFFICE, query="bulan=2027-03"),
    "agency:plan_budget": deed(2027, post=DOES_ALL, month="2027-03", rupiah="1 juta"),
    "agency:export_plan": Route((2027, "2027-03"), OFFICE),
    "agency:ranking": Route((), OFFICE),
    "agency:export_ranking": Route((2027,), OFFICE),
    "agency:publish_ranking": deed(2027, post=DOES_ALL),
    "field:today": Route((), SEES),
    "field:businesses": Route((), SEES, query="format=csv"),
    "field:business": Route((":row",), MARKS, "3xx34xxxx", {"decision": "approve"}),
    "field:facts": Route((":row",), MARKS, "3xxc4xxxx"),
    "field:edit": Route((":row",), MARKS, "3xx34xxxx", {"step": "undo"}),
    "field:history": Route((":row",), MARKS, "3xx44xxxx", {"versi": "99", "base": "1"}),
    "field:draft": Route((":row", "index.html"), MARKS),
    "field:ask": deed(":row", post="3xx34xxxx"),
    "field:interview": Route((":row",), MARKS),
    "field:question": Route((":row", "tempat"), MARKS, "3xx34xxxx", {"landmark": "dekat pasar"}),
    "field:voice_note": Route((":row",), MARKS, "3xxc4xxxx"),
    "field:kbli": Route((":row",), MARKS, "3xx34xxxx", {"code": "2025:13122"}),
    "field:photo": Route((":row",), MARKS, "3xxc4xxxx"),
    "field:photo_file": Route((":row", ":photo"), MARKS),
    "owner:home": Route((), "3xxxx22xx"),
    "owner:content": Route((":row",), MINE, "3xxxx34xx", {"decision": "approve"}),
    "owner:facts": Route((":row",), MINE, "3xxxxc4xx"),
    "owner:edit": Route((":row",), MINE, "3xxxx34xx", {"step": "undo"}),
    "owner:history": Route((":row",), MINE, "3xxxx44xx", {"versi": "99", "base": "1"}),
    "owner:draft": Route((":row", "index.html"), MINE),
    "owner:interview": Route((":row",), MINE),
    "owner:question": Route((":row", "tempat"), MINE, "3xxxx34xx", {"landmark": "dekat pasar"}),
    "owner:voice_note": Route((":row",), MINE, "3xxxxc4xx"),
    "owner:kbli": Route((":row",), MINE, "3xxxx34xx", {"code": "2025:13122"}),
    "owner:photo": Route((":row",), MINE, "3xxxxc4xx"),
    "owner:photo_file": Route((":row", ":photo"), MINE),
    "owner:calendar": Route((":row",), MINE),
    "owner:calendar_ics": Route((":row",), MINE),
    "owner:site_zip": Route((":row",), MINE),
    "assessor:figures": Route((), CHECKS),
    "assessor:figure": Route((":figure",), CHECKS),
    "assessor:trace": Route((":figure", ":row"), CHECKS),
    "assessor:sample": Route((), CHECKS, query="figure=:figure&size=2&seed=3"),
    "assessor:check_figures": Route((), "322xxxx2x"),
    "assessor:ledger": Route((), CHECKS),
    # what stands on the web is public: the directory, the sites, the link of a post
    "public:directory": Route((), ALL),
    "public:site_file": Route((":site/",), ALL),
    "public:poster_file": Route((":site/poster.jpg",), ALL),
    "public:seen": Route((":site", "index"), ALL),
    "public:pressed": deed(":site", "index", post=ALL),
    "public:short_link": Route(("LJ-000000-0",), "444444444"),
    "public:share_post": Route((":token",), ALL, "323232333", {"url": "https://x"}),
    "public:draw": Route((2027,), ALL),
    "public:draw_file": Route((2027, "undian.py"), ALL),
    "reader:readings": Route((), "3xxxxxxx2"),
    "reader:reading": Route((99,), "3xxxxxxx4", "3xxxxxxx4"),
    "public:review": Route(("x",), "444444444", "444444444"),
    "public:review_file": Route(("x", "index.html"), "444444444"),
    "public:apply": Route((), ALL, ALL),
    "public:applied": Route((":ticket",), ALL),
    "public:privacy": Route((), ALL),
    "public:methods": Route((), ALL),
    "shared:home": Route((), "233333333"),
    "shared:sign_in": Route((), ALL, ALL),
    "shared:demo_sign_in": Route(("dinas",), "mmmmmmmmm", "444444444"),
    "shared:sign_out": deed(post="333333333"),
    "set_language": deed(post="333333333", language="en"),
}
PUBLIC = {"public", "shared", "set_language"}
