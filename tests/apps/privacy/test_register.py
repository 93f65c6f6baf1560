from django.apps import apps

from laju.apps.privacy.register import Care, register


def test_every_field_of_every_model_is_classed():
    told = register()
    models = [model for model in apps.get_models() if model.__module__.startswith("laju.")]
    assert set(told) == {model._meta.label_lower for model in models}
    for model in models:
        names = {
            field.name
            for field in model._meta.get_fields()
            if getattr(field, "concrete", False) and not field.auto_created and field.name != "id"
        }
        assert set(told[model._meta.label_lower]) == names, model._meta.label_lower


def test_identity_numbers_are_special_and_names_and_numbers_personal():
    told = register()
    assert told["registry.owner"]["nik"] is Care.SPECIAL
    for label, fields in told.items():
        for name, care in fields.items():
            if name in {"phone", "owner_name", "email", "nik", "npwp"}:
                assert care is not Care.NONE, (label, name)
