"""Spreads `huisuan batch` over the cores of a machine, or of many, with Apache Spark.

    python3 batch.py rows.jsonl folder-of-results /path/to/huisuan job.json

The rows are JSON lines. All rows of a firm must come to one process, in the order of the table; the parts are sorted by
firm, so that the results, joined in the order of the parts, are those of one process.
"""

import shlex
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, get_json_object

PARTY = "统一社会信用代码"
NUMBER = "序号"

rows, results, huisuan, job = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[*]")
    .appName("huisuan")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
table = spark.read.text(rows).select(
    "value",
    get_json_object("value", f"$['{PARTY}']").alias("party"),
    get_json_object("value", f"$['{NUMBER}']").cast("long").alias("number"),
)
parts = table.repartitionByRange(8, col("party")).sortWithinPartitions("party", "number")
command = shlex.join([huisuan, "batch", "--job", job])
# A row that is wrong is marked, and the exit code says that there is one: that is no failure of the process.
parts.rdd.map(lambda row: row.value).pipe(command).saveAsTextFile(results)
spark.stop()
