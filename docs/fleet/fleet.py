#!/usr/bin/env python3
"""Scans many repositories on an Apache Spark cluster: see docs/fleet/README.md.

usage: spark-submit docs/fleet/fleet.py --targets TARGETS --output FOLDER --program LEAKAGE --now DATE [options]
"""

import argparse
import hashlib
import heapq
import json
import math
import pathlib
import sys

from pyspark import StorageLevel, TaskContext
from pyspark.sql import SparkSession

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import tables  # noqa: E402
import target as worker  # noqa: E402


def arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--targets", required=True, help="Parquet, or CSV or JSON Lines by its name: columns "
                        "repository (a path that every worker reads, or an address), bytes (optional)")
    parser.add_argument("--output", required=True, help="folder on a file system that every worker writes")
    parser.add_argument("--program", default="leakage", help="the executable, on every worker")
    parser.add_argument("--now", required=True, help="the time that ages are counted to")
    parser.add_argument("--split", type=float, default=20e9, metavar="BYTES",
                        help="split what is larger into shards of this size (default: %(default)g)")
    parser.add_argument("--timeout", type=float, default=3600, help="seconds for a target (default: %(default)g)")
    parser.add_argument("--batch", type=int, default=50_000,
                        help="targets that are committed together: a run that is started again passes over them")
    parser.add_argument("--attempts", type=int, default=4, help="as spark.task.maxFailures has it")
    parser.add_argument("--merged", help="also write one file for 'leakage report' to read")
    parser.add_argument("--scratch", help="folder for clones and reports in hand, on every worker")
    parser.add_argument("--argument", action="append", default=[], help="one more argument of every scan; repeatable")
    return parser.parse_args(argv)


def read_targets(spark, path):
    """Rows of (repository, bytes), in a fixed order."""
    if path.endswith(".csv"):
        frame = spark.read.option("header", True).csv(path)
    elif path.endswith((".jsonl", ".json")):
        frame = spark.read.json(path)
    else:
        frame = spark.read.parquet(path)
    size = "cast(bytes as double)" if "bytes" in frame.columns else "cast(null as double)"
    rows = frame.selectExpr("repository", f"coalesce({size}, 0) as bytes").collect()
    return sorted({row.repository: row.bytes for row in rows}.items())


def split(rows, limit):
    """Targets with their weights: a repository, or each shard of a monster."""
    for repository, size in rows:
        count = min(4096, math.ceil(size / limit)) if size > limit and "://" not in repository else 1
        for index in range(1, count + 1):
            shard = {"shard_index": index, "shard_count": count} if count > 1 else {}
            name = f"{repository}#{index}/{count}" if count > 1 else repository
            yield {"target": name, "repository": repository, **shard}, size / count


def deal(weighted, slots):
    """The heaviest first, each to the slot that has the least: a list of lists."""
    loads = [(0.0, slot) for slot in range(slots)]
    lists = [[] for _ in range(slots)]
    for item, weight in sorted(weighted, key=lambda pair: (-pair[1], pair[0]["target"])):
        load, slot = heapq.heappop(loads)
        lists[slot].append(item)
        heapq.heappush(loads, (load + weight + 1e6, slot))
    return [items for items in lists if items]


def guarded(work, options):
    """A task's function: a crash fails the task, so that Spark tries again; the last attempt records it.

    `work` takes a target and what else stands beside it.
    """
    def run(items):
        for target, *rest in items:
            try:
                yield work(target, *rest)
            except worker.Crash as crash:
                if TaskContext.get().attemptNumber() + 1 < options["attempts"]:
                    raise
                yield worker.failed(target, crash)
    return run


def digest(what, options):
    """Names what a folder of results is of: another run with other options shall not pass over it."""
    text = json.dumps([what, options["now"], options["program"], options["arguments"]])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def commit(spark, rdd, path):
    """Writes rows of results so that they are all there or not, however often tasks were run."""
    names = list(tables.RESULTS.names)
    frame = spark.createDataFrame(rdd.map(lambda row: tuple(row[name] for name in names)), tables.RESULTS)
    frame.write.mode("overwrite").option("compression", "zstd").parquet(path)


def is_committed(spark, path):
    return exists(spark, path + "/_SUCCESS")


def exists(spark, path):
    jvm = spark.sparkContext._jvm
    file = jvm.org.apache.hadoop.fs.Path(path)
    return file.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).exists(file)


def scan_batches(spark, targets, options, args):
    """One folder for each batch; those that are there are passed over."""
    slots = spark.sparkContext.defaultParallelism
    for number, start in enumerate(range(0, len(targets), args.batch)):
        batch = targets[start:start + args.batch]
        path = f"{args.output}/results/batch-{number:05}-{digest([item for item, _ in batch], options)}"
        yield path
        if is_committed(spark, path):
            continue
        lists = deal(batch, min(len(batch), max(slots * 8, len(batch) // 64)))
        rdd = spark.sparkContext.parallelize(lists, len(lists)).flatMap(lambda items: [(item,) for item in items])
        commit(spark, rdd.mapPartitions(guarded(lambda item: worker.scan(item, options), options)), path)


def finish_shards(spark, paths, options, args):
    """Reports of the repositories that were split; gives where they are."""
    shards = spark.read.schema(tables.RESULTS).parquet(*paths).where("shard_index is not null")
    path = f"{args.output}/results/finished-{digest(paths, options)}"
    groups = shards.select("repository", "document").rdd.map(tuple).groupByKey()
    if not is_committed(spark, path):
        named = groups.map(lambda pair: (
            {"target": pair[0], "repository": pair[0]}, sorted(text for text in pair[1] if text)))
        commit(spark, named.mapPartitions(
            guarded(lambda target, texts: worker.finish(target, texts, options), options)), path)
    return path


def write_tables(results, output):
    results.persist(StorageLevel.MEMORY_AND_DISK)
    made = {"targets": (tables.targets, "state"), "findings": (tables.findings, "cohort"),
            "diagnostics": (tables.diagnostics, None)}
    for name, (make, partition) in made.items():
        writer = make(results).write.mode("overwrite").option("compression", "zstd")
        (writer.partitionBy(partition) if partition else writer).parquet(f"{output}/{name}")


def write_merged(results, file, options):
    """Merges in every partition, then what came of that: any grouping gives the same bytes."""
    whole = results.where("document is not null and shard_index is null").select("document")
    parts = whole.rdd.map(lambda row: row.document).mapPartitions(lambda texts: [worker.merged(texts, options)])
    text = worker.merged([part for part in parts.toLocalIterator() if part], options)
    pathlib.Path(file).write_text(text, encoding="utf-8")


def cohorts(spark, output, now):
    spark.read.parquet(f"{output}/findings").createOrReplaceTempView("findings")
    return spark.sql((HERE / "cohorts.sql").read_text(), args={"now": now})


def main(argv):
    args = arguments(argv)
    spark = (SparkSession.builder.appName("leakage")
             .config("spark.sql.session.timeZone", "UTC").config("spark.task.maxFailures", args.attempts)
             .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1").getOrCreate())
    spark.sparkContext.addPyFile(str(HERE / "target.py"))
    options = {"program": args.program, "now": args.now, "timeout": args.timeout, "attempts": args.attempts,
               "scratch": args.scratch, "arguments": args.argument}
    targets = list(split(read_targets(spark, args.targets), args.split))
    paths = list(scan_batches(spark, targets, options, args))
    if any("shard_index" in item for item, _ in targets):
        paths.append(finish_shards(spark, paths, options, args))
    results = spark.read.schema(tables.RESULTS).parquet(*paths)
    write_tables(results, args.output)
    if args.merged:
        write_merged(results, args.merged, options)
    told = cohorts(spark, args.output, args.now).persist()
    told.coalesce(1).write.mode("overwrite").json(f"{args.output}/cohorts")
    told.show(100, truncate=False)
    states = {row.state: row["count"] for row in results.groupBy("state").count().collect()}
    print(json.dumps(states, sort_keys=True))
    spark.stop()
    return 0 if set(states) <= {"complete"} else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
