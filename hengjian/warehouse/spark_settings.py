"""How Spark is started: from the environment, so that file tools need no database."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


@dataclass(frozen=True)
class SparkSettings:
    """``master`` as Spark names it; ``memory`` of the one process or of each executor.

    ``folder`` is where tables in memory are laid down: with a cluster it must be one that
    every machine sees. ``driver_host`` is the address under which executors find us,
    ``java_options`` what else the driver's Java is told.
    """

    master: str = "local[*]"
    memory: str = "2g"
    folder: Path | None = None
    driver_host: str = "127.0.0.1"
    java_options: str = ""

    @classmethod
    def of_environment(cls) -> "SparkSettings":
        """``HENGJIAN_SPARK_MASTER`` and so on for each; raises ``UserFault`` for a bad one."""
        memory = _text("MEMORY") or cls.memory
        if not re.fullmatch(r"\d+[mgt]", memory):
            raise UserFault(
                Text(
                    f"HENGJIAN_SPARK_MEMORY 应写作 2g 或 512m:{memory}",
                    f"HENGJIAN_SPARK_MEMORY reads 2g or 512m: {memory}",
                )
            )
        folder = _text("FOLDER")
        if folder and not Path(folder).is_dir():
            raise UserFault(
                Text(
                    f"HENGJIAN_SPARK_FOLDER 不是文件夹：{folder}",
                    f"HENGJIAN_SPARK_FOLDER is no folder: {folder}",
                )
            )
        return cls(
            _text("MASTER") or cls.master,
            memory,
            Path(folder) if folder else None,
            _text("DRIVER_HOST") or cls.driver_host,
            _text("JAVA_OPTIONS"),
        )

    def configuration(self, home: Path) -> dict[str, str]:
        """What Spark is told at its start; ``home`` is for what it writes on its way."""
        is_local = self.master.startswith("local")
        return {
            "spark.local.dir": str(home / "spill"),
            "spark.sql.warehouse.dir": str(home / "tables"),
            # a secret of its own, so that others on this machine cannot join in
            **({"spark.authenticate": "true"} if is_local else {}),
            "spark.driver.host": self.driver_host,
            "spark.driver.bindAddress": self.driver_host,
            "spark.driver.memory": self.memory,
            "spark.driver.extraJavaOptions": self.java_options,
            "spark.executor.memory": self.memory,
            "spark.driver.maxResultSize": self.memory,
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.eventLog.enabled": "false",
            # no metastore, and no file but those that we name
            "spark.sql.catalogImplementation": "in-memory",
            "spark.sql.runSQLOnFiles": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.ansi.enabled": "true",
            "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
            "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
            "spark.sql.shuffle.partitions": str(_partitions(self.master)),
        }


def _partitions(master: str) -> int:
    """Few on one machine; a cluster merges those that are small by itself."""
    if not master.startswith("local"):
        return 200
    cores = re.search(r"\[(\d+)", master)
    return int(cores[1]) if cores else os.cpu_count() or 1


def _text(name: str) -> str:
    return os.environ.get(f"HENGJIAN_SPARK_{name}", "").strip()
