#include "events/ending.h"

#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>

#include "account/snapshot.h"
#include "client/client.h"
#include "events/launch.h"
#include "events/newborn.h"
#include "events/robust_list.h"
#include "recording/calls.h"
#include "recording/records.h"
#include "running/debugger.h"
#include "running/delivery.h"
#include "running/execution.h"
#include "running/freeze.h"
#include "running/stepping.h"
#include "running/stops.h"
#include "targets/tasks.h"

void ending_begins(struct task *task) {
    unsigned long status = 0;
    call_abandon(task);
    ptrace(PTRACE_GETEVENTMSG, task->tid, 0, &status);
    if (!task->process->launching) {
        robust_list_record(task);
        record_exiting(task, (int)status);
    }
    tasks_begin_exit(task);
    delivery_forget(task);
    stepping_forget(task);
    stops_forget_report(task);
    execution_go_on(task);
}

void ending_happened(pid_t tid, int wait_status) {
    newborn_take(tid);
    struct task *task = tasks_find(tid);
    if (task == NULL)
        return;
    struct process *process = task->process;
    if (process->launching) {
        launch_has_failed(process);
        return;
    }
    call_abandon(task);
    record_exited(task, wait_status);
    /* A task that was killed outright has not said so before; nothing can be read or written through it any more. */
    tasks_begin_exit(task);
    if (tid != process->pid) {
        tasks_remove(task);
        return;
    }
    launch_has_ended(process, wait_status);
    client_exited(process->pid, wait_status);
    debugger_report_end(process, wait_status);
    /* Nobody is left who could let the others go on. */
    freeze_end_by(process);
    if (!launch_is_of(process))
        snapshot_remember_dead(process->pid);
    tasks_free_process(process);
}

void ending_of_all(void) {
    while (tasks_first_process() != NULL)
        ending_happened(tasks_first_process()->pid, SIGKILL);
    newborn_forget_all();
}
