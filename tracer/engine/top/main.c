/* ipcscope-engine: starts programs, watches their calls into the kernel, and writes the trace.
 * What it is told and what it tells: docs/engine-interface.md. */
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "account/inquiries.h"
#include "base/end_as.h"
#include "base/fatal.h"
#include "base/inherited.h"
#include "base/open_files.h"
#include "base/options.h"
#include "base/trace.h"
#include "client/client.h"
#include "events/launch.h"
#include "gdb/server.h"
#include "operations/operations.h"
#include "recording/calls.h"
#include "recording/records.h"
#include "targets/breakpoints.h"
#include "targets/killing.h"
#include "targets/table.h"
#include "targets/tasks.h"
#include "top/commands.h"
#include "top/loop.h"
#include "walking/known_frames.h"
#include "walking/scripts.h"
#include "watching/watching.h"

static void tell_fault(int status, const char *sentence) {
    client_error(status, sentence);
    client_finish();
}

static void require(const char *problem) {
    if (problem != NULL)
        fatal("%s", problem);
}

static void forget_task(struct task *task) {
    call_forget(task);
    watching_forget_task(task);
}

static void forget_space(struct address_space *space) {
    breakpoints_forget(space);
    watching_forget_space(space);
    scripts_forget(space);
    known_frames_forget(space);
    operations_forget(space);
}

int main(int count, char **arguments) {
    launch_remember_signals();
    fatal_on_report(tell_fault);
    options_parse(count, arguments);
    if (options.close_inherited)
        close_range(3, ~0U, 0);
    open_files_raise();
    inherited_reserve_standard();
    if (options.control != NULL)
        require(client_connect(options.control));
    else if (options.client >= 0)
        require(client_take(options.client));
    else
        /* Whoever has no other tie to us than being our parent may be killed outright; its programs end with it. */
        prctl(PR_SET_PDEATHSIG, SIGTERM);
    require(table_load(options.table, inquiries_add));
    require(trace_open(options.trace, options.deflated));
    trace_on_failure(client_recording_failed);
    tasks_on_end(forget_task, forget_space);
    if (options.watch_memory)
        watching_set(true);
    gdb_serve();
    loop_prepare();
    commands_prepare();
    launch_all();
    inherited_release();
    loop_run();
    int wait_status = launch_first_status();
    record_end(wait_status, all_processes_were_killed() ? END_KILLED : END_ENDED);
    trace_close();
    client_end(wait_status);
    client_finish();
    end_as(wait_status);
}
