"""The tables that a fleet run leaves, with their schemas."""

from pyspark.sql import functions as F
from pyspark.sql import types as T


def _struct(**fields):
    return T.StructType([T.StructField(name, kind) for name, kind in fields.items()])


TEXT, NUMBER, FLAG = T.StringType(), T.LongType(), T.BooleanType()

# What is asked for; one row for each repository, or for each shard of one.
TARGETS = T.StructType([
    T.StructField("target", TEXT, nullable=False),
    T.StructField("repository", TEXT, nullable=False),
    T.StructField("shard_index", T.IntegerType()),
    T.StructField("shard_count", T.IntegerType()),
])

# What came of it. `document` is the report, or what a shard gave; it holds no secret.
RESULTS = T.StructType(TARGETS.fields + [
    T.StructField("state", TEXT, nullable=False),
    T.StructField("exit_status", T.IntegerType()),
    T.StructField("seconds", T.DoubleType()),
    T.StructField("message", TEXT),
    T.StructField("document", TEXT),
])

# The parts of docs/report.schema.json that the tables have.
_COMMIT = _struct(id=TEXT, author=_struct(name=TEXT, email=TEXT, date=TEXT))
_FINDING = _struct(
    fingerprint=TEXT, detector=TEXT, redacted=TEXT, severity=TEXT, confidence=TEXT, validity=TEXT,
    validityReason=TEXT, rotation=TEXT, placement=TEXT, verdict=TEXT, baselineState=TEXT, occurrenceCount=NUMBER,
    suppression=_struct(source=TEXT, reason=TEXT), probe=_struct(checked=TEXT, lastSeenLive=TEXT, firstSeenDead=TEXT),
    exposure=_struct(start=TEXT, removedAt=TEXT, isAtLeast=FLAG, dateSuspect=FLAG, firstCommit=_COMMIT),
    occurrences=T.ArrayType(_struct(path=TEXT, line=NUMBER, isInPlace=FLAG)))
_DIAGNOSTIC = _struct(severity=TEXT, code=TEXT, message=TEXT, place=TEXT, help=TEXT, isIncomplete=FLAG)
REPORT = _struct(
    generatedAt=TEXT, complete=FLAG, targets=T.ArrayType(_struct(path=TEXT, remote=TEXT, revision=TEXT)),
    detectors=T.ArrayType(_struct(id=TEXT, provider=TEXT, lifetime=TEXT)), findings=T.ArrayType(_FINDING),
    diagnostics=T.ArrayType(_DIAGNOSTIC),
    statistics=_struct(blobBytes=NUMBER, matchedBytes=NUMBER, objects=NUMBER, commits=NUMBER))


def _time(column):
    return F.to_timestamp(column, "yyyy-MM-dd'T'HH:mm:ssX")


def reports(results):
    """The rows that have a report, with it read."""
    whole = results.where("document is not null and shard_index is null")
    return whole.withColumn("report", F.from_json("document", REPORT, {"mode": "FAILFAST"})).drop("document")


def targets(results):
    """One row for each target: how it went and what was read."""
    read = F.from_json("document", REPORT, {"mode": "FAILFAST"})
    return results.withColumn("report", F.when(F.col("shard_index").isNull(), read)).select(
        "target", "repository", "shard_index", "shard_count", "state", "exit_status", "seconds", "message",
        F.expr("coalesce(report.targets[0].remote, report.targets[0].path)").alias("name"),
        F.col("report.targets")[0]["revision"].alias("revision"),
        _time(F.col("report.generatedAt")).alias("generated_at"),
        F.col("report.statistics.objects").alias("objects"), F.col("report.statistics.commits").alias("commits"),
        F.col("report.statistics.blobBytes").alias("blob_bytes"),
        F.col("report.statistics.matchedBytes").alias("matched_bytes"))


def diagnostics(results):
    """What could not be read, and where."""
    return reports(results).select("target", F.explode("report.diagnostics").alias("d")).select(
        "target", "d.severity", "d.code", "d.message", "d.place", "d.help",
        F.col("d.isIncomplete").alias("is_incomplete"))


def findings(results):
    """One row for each secret of each target."""
    provider = F.expr("filter(report.detectors, d -> d.id = f.detector)[0].provider")
    name = F.expr("coalesce(report.targets[0].remote, report.targets[0].path)")
    start = _time(F.col("f.exposure.start"))
    reason = F.coalesce(F.col("f.validityReason"), F.lit(""))
    return reports(results).select(
        "target", "report", F.explode("report.findings").alias("f")).select(
        "target", name.alias("repository"), "f.fingerprint", "f.detector", provider.alias("provider"),
        "f.redacted", "f.severity", "f.confidence", "f.validity", F.col("f.validityReason").alias("validity_reason"),
        "f.rotation", "f.placement", "f.verdict", start.alias("start"),
        _time(F.col("f.exposure.removedAt")).alias("removed_at"),
        F.col("f.exposure.isAtLeast").alias("is_at_least"), F.col("f.exposure.dateSuspect").alias("date_suspect"),
        F.col("f.exposure.firstCommit.id").alias("first_commit"),
        F.col("f.exposure.firstCommit.author.name").alias("author"),
        F.transform("f.occurrences", lambda o: o["path"]).alias("paths"),
        F.col("f.occurrenceCount").alias("occurrences"),
        (F.col("f.suppression").isNotNull() | (F.col("f.baselineState") == "absent").eqNullSafe(True)).alias("is_set_aside"),
        ((F.col("f.validity") == "expired")
         & (reason.startswith("the provider ended") | reason.startswith("lived at most"))).alias("is_ended_by_policy"),
        _time(F.col("f.probe.checked")).alias("checked"), _time(F.col("report.generatedAt")).alias("generated_at"),
        F.coalesce(F.year(start).cast("string"), F.lit("undated")).alias("cohort"))
