"""What can be done about ways in: asking, proving and using them, and the second step of staff."""

from laju.apps.passes.actions.entering import (
    ask_pass,
    enter_by_code,
    enter_by_phone,
    give_pass,
    prove_phone,
    use_pass,
)
from laju.apps.passes.actions.factors import (
    add_codes,
    add_passkey,
    forget_second_step,
    prove_code,
    prove_passkey,
    remove_factor,
    renew_spares,
)

__all__ = [
    "add_codes",
    "add_passkey",
    "ask_pass",
    "enter_by_code",
    "enter_by_phone",
    "forget_second_step",
    "give_pass",
    "prove_code",
    "prove_passkey",
    "prove_phone",
    "remove_factor",
    "renew_spares",
    "use_pass",
]
