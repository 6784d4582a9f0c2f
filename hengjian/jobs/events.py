"""Events of jobs in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "jobs.job_enqueued": Text("任务排队", "job enqueued"),
    "jobs.job_cancelled": Text("取消任务", "job cancelled"),
    "jobs.job_retried": Text("重试任务", "job retried"),
    "jobs.job_failed": Text("任务失败", "job failed"),
    "jobs.job_stopped": Text("任务中止", "job stopped"),
}
