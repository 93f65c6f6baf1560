import importlib.machinery
import importlib.util

import pytest

from laju.engines.spark import NoSpark, insist_on_spark


def test_what_is_missing_is_named(monkeypatch):
    spark = importlib.machinery.ModuleSpec("pyspark", None, origin="/opt/pyspark/__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spark)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoSpark, match="Java"):
        insist_on_spark()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NoSpark, match="pyspark"):
        insist_on_spark()
