"""Every field of every model, classed: `*` tells of a person, `**` needs special care, else neither.

A field that is new must be classed here before the tests pass. What a person may see of it is in
`apps.privacy.queries.data_of`; why it is kept, and for how long, in docs/guide/security.md.
"""

from collections.abc import Mapping
from enum import StrEnum


class Care(StrEnum):
    """NONE: tells of nobody; PERSONAL (UU 27/2022, article 4(3)); SPECIAL: identity numbers."""

    NONE = ""
    PERSONAL = "*"
    SPECIAL = "**"


_REGISTER = {
    "accounts.user": "password* last_login* is_superuser username* first_name* last_name* email* is_staff is_active date_joined* role groups user_permissions regions",
    "ads.line": "share channel week starts_on rupiah",
    "ads.plan": "cohort month rupiah limits certificate planned_at",
    "ads.share": "plan participant* rupiah reason explanation expected_clicks",
    "endorsement.place": "ranking participant* place score* parts probability is_best",
    "endorsement.ranking": "cohort on scale_version seed size published_at",
    "evidence.figure": "name title definition region on value total unit parts rows_kind rows rows_sha256 sealed_at sealed_by",
    "indicators.cell": "region size sector level writer count",
    "indicators.cube": "is_paused holds_at rebuilt_at checked_at",
    "indicators.measure": "business* on level* evidence* next_step*",
    "indicators.presence": "business* kind reference* source* seen_on is_verified",
    "jobs.job": "task title queue priority args* kwargs* status done total result* errors* attempts workers lease leased_until run_after asked_by* asked_at started_at attempted_at finished_at",
    "ledger.entry": "action by* at inputs_sha256 subject* result*",
    "ledger.secret": "subject* key*",
    "ledger.seal": "first last root_sha256 previous_sha256 sealed_at",
    "outbox.message": "business* notice purpose to* mail* text* once* status way reference* said* attempts cost asked_at send_after tried_at sent_at arrived_at sent_by*",
    "outbox.wish": "phone* is_stopped said_at how*",
    "passes.pass": "kind code_hash* answer_hash* browser* phone* owner* made_by* made_at ends_at proven_at used_at tries",
    "passes.factor": "user* kind name* identity* secret** last made_at used_at*",
    "passes.sparecode": "user* code_hash* used_at*",
    "privacy.datarequest": "owner* kind text* asked_by* asked_at due_at outcome* done_by* done_at",
    "programme.application": "cohort business* origin submitted_at score* score_parts* status* place* ticket* eligibility* findings* value* sd* band* band_reason* group* offered_at offer_ends_at",
    "programme.applicationdraft": "cohort key_hash* answers* kept_at",
    "programme.cohort": "year area seats floor cap opens_on closes_on status seed list_sha256 selected_at rules rubric readers_each confidence least_value crossing rules_published_at rules_sha256 read_until calibration draw_file beacon_round beacon_signature committed_at result_sha256",
    "programme.override": "cohort application* kind before* after* reason* by* at",
    "programme.participant": "application* facilitator* chosen_at left_at",
    "programme.reader": "cohort user* most left_at",
    "programme.reading": "application* reader* status points* total* note* reason* assigned_at declared_at done_at",
    "programme.seats": "cohort region weight seats reason",
    "programme.signature": "cohort user* list_sha256 signed_at voided_at",
    "publishing.page": "site name sha256 size",
    "publishing.site": "participant* slug* campaign_slug campaign_product campaign_code status input_sha256 version_sha256 released_at updated_on",
    "publishing.trouble": "site name kind told found_at ended_at ending",
    "regions.district": "code region name",
    "regions.region": "code bps_code name short_name kind province population area_km2 latitude longitude",
    "regions.village": "code district name",
    "registry.batch": "file_name sheet_name sha256 occasion header header_row fields mapping_evidence notes code_system code_system_evidence region region_evidence reading status rows_total created updated unchanged duplicates rejected warnings received_by* received_at finished_at quality undone_by undone_at linked_at",
    "registry.business": "owner* name* name_folded* activity* sector kbli_version kbli_code region district* district_name* village_name* address* latitude* longitude* phone* products_text* prices_text* hours_text* channels* permits* photo_name* founded_year* employees* capital_rupiah* sales_rupiah* size size_criterion fingerprint* created_at updated_at merged_into original_owner*",
    "registry.columnmapping": "header_sha256 header fields code_system region made_by made_at",
    "registry.finding": "row severity column value* reason remedy",
    "registry.kblichoice": "version code phrase* said* count before* chosen_by* chosen_at undone_by undone_at",
    "registry.kbliphrase": "phrase version code region count confirmed_by confirmed_at",
    "registry.link": "left* right* score evidence* waterfall model_version status decided_by* decided_at",
    "registry.merge": "kind kept gone link bits model_version evidence is_automatic moved* merged_by merged_at undone_by undone_at",
    "registry.owner": "name* name_folded* sex* nik** nib* npwp* phone* email* user* merged_into",
    "registry.row": "batch number cells* outcome business* same_as_number fingerprint* applied_on stated_score* before*",
    "registry.searchchange": "business* mark",
    "services.attendance": "training business* how by* at",
    "services.referral": "business* to* reason* state outcome* by* at changed_at",
    "services.service": "uuid business* kind field happened_at told* advised* next_step* next_on done_on latitude* longitude* accuracy_m* photo_sha256* photo_files* replaces is_current by* kept_at",
    "services.servicerequest": "business* field text* asked_at answer",
    "services.training": "topic field place region starts_at capacity by*",
    "skills.certificate": "participant* code holder* lessons* token* index issued_by* issued_at revoked_by* revoked_at reason*",
    "skills.nameconsent": "participant* is_agreed said_by* said_at",
    "skills.progress": "participant* lesson tries known_at proven_at evidence* level",
    "skills.rating": "participant* lesson rater* is_able note* at",
    "social.post": "participant* on time theme channel product_key feast caption* hashtags token status proof_url* proven_at",
    "studio.content": "participant* profile* texts* valid_until profile_sha256 status note* version composed_at decided_by* decided_at head approved",
    "studio.fact": "business* name value* origin row told_by* at is_current confirmed_by* confirmed_at",
    "studio.interviewstep": "business* question outcome by* at",
    "studio.photo": "business* sha256* files* hints origin added_by* added_at consent_by* consent_at",
    "studio.poster": "participant* product_key size path input_sha256 drawn_at",
    "studio.product": "business* key name price_rupiah unit note variants stock preorder_days weight_grams origin position is_shown photo",
    "studio.review": "participant* sent_by* sent_at expires_at opened_at answer note* version answered_at",
    "studio.version": "participant* number parent restored_from kind profile* texts* design edits* dropped is_edited sha256 made_by* made_at approved_by* approved_at",
    "visits.countedday": "on lines hits bots own capped unknown is_final counted_at",
    "visits.visits": "site page what on hits visitors",
}


def register() -> Mapping[str, Mapping[str, Care]]:
    """Return per model label the class of each field.

    >>> register()["registry.owner"]["nik"].name
    'SPECIAL'
    """
    return {
        label: {word.rstrip("*"): Care(word[len(word.rstrip("*")) :]) for word in fields.split()}
        for label, fields in _REGISTER.items()
    }
