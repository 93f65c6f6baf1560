"""The same work on a Spark cluster; needs the extra `spark` and Java 17 (ADR 0021)."""

from laju.engines.spark.cluster import (
    Cluster,
    ClusterDidNotStart,
    NoSpark,
    insist_on_spark,
    local_cluster,
)
from laju.engines.spark.runner import SparkRunner, open_runner

__all__ = [
    "Cluster",
    "ClusterDidNotStart",
    "NoSpark",
    "SparkRunner",
    "insist_on_spark",
    "local_cluster",
    "open_runner",
]
