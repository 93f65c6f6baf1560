"""What each role may do; an action's name is also its permission."""

from collections.abc import Mapping

from laju.apps.accounts.models import Role, User

OFFICE = frozenset(
    {
        "registry.receive_sheet",
        "registry.save_mapping",
        "registry.decide_link",
        "registry.propose_links",
        "registry.record_business",
        "registry.connect_owner",
        "programme.open_cohort",
        "programme.set_quotas",
        "programme.submit_application",
        "programme.receive_applications",
        "programme.curate_application",
        "programme.curate_applications",
        "programme.select_cohort",
        "programme.fill_cohort",
        "programme.replace_participant",
        "programme.assign_facilitator",
        "studio.record_facts",
        "studio.gather_facts",
        "studio.compose_contents",
        "studio.approve_content",
        "studio.hold_content",
        "studio.record_posters",
        "studio.add_photo",
        "publishing.release_sites",
        "publishing.take_down_site",
        "publishing.reissue_sites",
        "publishing.restore_site",
        "social.plan_month",
        "social.prove_post",
        "ads.plan_budget",
        "indicators.record_presence",
        "indicators.measure_businesses",
        "endorsement.publish_ranking",
        "evidence.seal_figure",
        "evidence.seal_figures",
        "ledger.seal_entries",
    }
)
MAY: Mapping[str, frozenset[str]] = {
    Role.AGENCY: OFFICE,
    Role.FACILITATOR: frozenset(
        {
            "registry.record_business",
            "programme.submit_application",
            "studio.record_facts",
            "studio.approve_content",
            "studio.hold_content",
            "studio.add_photo",
            "social.prove_post",
            "indicators.record_presence",
        }
    ),
    Role.OWNER: frozenset(
        {
            "registry.record_business",
            "programme.submit_application",
            "studio.record_facts",
            "studio.approve_content",
            "studio.hold_content",
            "studio.add_photo",
            "social.prove_post",
        }
    ),
    Role.ASSESSOR: frozenset(),
}


def may(*, user: User, action: str) -> bool:
    """Test whether the role of `user` includes `action`."""
    return action in MAY.get(user.role, frozenset())
