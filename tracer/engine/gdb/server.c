/* One gdb's connection to one process, from the listening socket to the end. See docs/engine-interface.md.
 *
 * A gdb joins a process that stands still, or is brought to that first. It leaves by D, or by breaking the
 * connection; then everything it has put into the process is taken out before the process runs on. */
#include "gdb/server.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/poll.h"
#include "gdb/conversation.h"
#include "gdb/session.h"
#include "running/resumption.h"
#include "running/stops.h"
#include "targets/assertion.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"

/* A socket of this gdb is readable. */
static void ready(void *owner);

/* Mode 0600, since whoever connects commands the process. The mask counts for unix(7) sockets at bind. */
static bool bind_privately(int descriptor, const char *path) {
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    strcpy(address.sun_path, path);
    /* A socket may be left over by an engine that was killed; pids come back. */
    unlink(path);
    mode_t mask = umask(0177);
    int result = bind(descriptor, (struct sockaddr *)&address, sizeof address);
    umask(mask);
    return result == 0 && listen(descriptor, 1) == 0;
}

static struct gdb *open_listener(struct process *process, const char *directory) {
    struct gdb *gdb = calloc(1, sizeof *gdb);
    if (gdb == NULL)
        return NULL;
    gdb->process = process;
    gdb->pid = process->pid;
    if (snprintf(gdb->path, sizeof gdb->path, "%s/gdb-%d", directory, gdb->pid) >= (int)sizeof gdb->path) {
        free(gdb);
        errno = ENAMETOOLONG;
        return NULL;
    }
    gdb->listening_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (gdb->listening_socket >= 0 && bind_privately(gdb->listening_socket, gdb->path))
        return gdb;
    int error = errno;
    if (gdb->listening_socket >= 0)
        close(gdb->listening_socket);
    free(gdb);
    errno = error;
    return NULL;
}

const char *gdb_listen(struct process *process, const char *directory) {
    struct gdb *gdb = debugger_of(process);
    if (gdb == NULL) {
        gdb = open_listener(process, directory);
        if (gdb == NULL)
            return NULL;
        debugger_set(process, gdb);
        poll_watch(gdb->listening_socket, ready, gdb);
    }
    return gdb->path;
}

static bool is_connected(const struct gdb *gdb) {
    return gdb->rsp != NULL;
}

static void stop_listening(struct gdb *gdb) {
    if (gdb->listening_socket < 0)
        return;
    poll_unwatch(gdb->listening_socket);
    close(gdb->listening_socket);
    unlink(gdb->path);
    gdb->listening_socket = -1;
}

static void hang_up(struct gdb *gdb) {
    if (gdb->rsp == NULL)
        return;
    /* While the process is being stopped for a gdb that has just come, nothing is read from that gdb. */
    if (gdb->phase != GDB_JOINING)
        poll_unwatch(gdb->rsp->descriptor);
    close(gdb->rsp->descriptor);
    free(gdb->rsp);
    gdb->rsp = NULL;
}

static void destroy(struct gdb *gdb) {
    stop_listening(gdb);
    hang_up(gdb);
    free(gdb);
}

/* The process stands still, and its gdb has it from now on. */
static void begin_session(struct gdb *gdb) {
    /* This gdb brings its own breakpoints, and steps over places that it believes to be clean. Bytes that another
     * process of the same memory still needs stay. */
    if (gdb->process->space->references == 1)
        breakpoints_remove_owner(gdb->process->space, NULL);
    int signal = 0;
    ASSERT(gdb->process, stops_is_stopped(gdb->process));
    gdb->selected_tid = stops_task(gdb->process, &signal)->tid;
    gdb->last_stop = (struct gdb_stop){
        .kind = signal != 0 ? STOP_SIGNAL : STOP_ENTRY,
        .signal = signal,
        .tid = gdb->selected_tid,
    };
    gdb->phase = GDB_STOPPED;
    poll_watch(gdb->rsp->descriptor, ready, gdb);
}

static void accept_gdb(struct gdb *gdb) {
    int descriptor = accept4(gdb->listening_socket, NULL, NULL, SOCK_CLOEXEC);
    if (descriptor < 0)
        return;
    gdb->rsp = rsp_new(descriptor);
    if (gdb->rsp == NULL) {
        close(descriptor);
        return;
    }
    /* One gdb a process: a second one finds no socket. */
    stop_listening(gdb);
    gdb->phase = GDB_JOINING;
    if (stops_is_stopped(gdb->process))
        begin_session(gdb);
    else
        stops_interrupt(gdb->process);
}

static void remove_own_breakpoints(struct gdb *gdb) {
    breakpoints_remove_owner(gdb->process->space, gdb);
}

/* The process stands still, and nothing of its gdb may remain in it. */
static void finish_leaving(struct gdb *gdb) {
    struct process *process = gdb->process;
    ASSERT(process, stops_is_stopped(process));
    remove_own_breakpoints(gdb);
    debug_registers_remove_all(&gdb->debug_registers, process);
    debugger_set(process, NULL);
    destroy(gdb);
    resume_left(process);
}

static void leave(struct gdb *gdb) {
    hang_up(gdb);
    if (gdb->process == NULL) {
        destroy(gdb);
    } else if (gdb->killed) {
        /* The memory may be shared with a vfork parent that lives on. */
        remove_own_breakpoints(gdb);
        debugger_set(gdb->process, NULL);
        destroy(gdb);
    } else if (stops_is_stopped(gdb->process)) {
        finish_leaving(gdb);
    } else {
        gdb->phase = GDB_LEAVING;
        stops_interrupt(gdb->process);
    }
}

static void ready(void *owner) {
    struct gdb *gdb = owner;
    struct process *process = gdb->process;
    if (gdb->phase == GDB_LISTENING)
        accept_gdb(gdb);
    else if (!gdb_talk(gdb))
        leave(gdb);
    if (process != NULL)
        stops_gdb_may_have_connected(process);
}

/* execve(2) has cleared the debug registers, and the C library is another. */
static void forget_old_program(struct gdb *gdb) {
    memset(&gdb->debug_registers, 0, sizeof gdb->debug_registers);
    memset(&gdb->watched_points, 0, sizeof gdb->watched_points);
    gdb->module_number_field = 0;
}

static void take_hit(struct gdb *gdb, struct task *task) {
    const struct debug_register *hit = debug_registers_take_hit(&gdb->debug_registers, task);
    gdb->last_stop.watched = hit != NULL || watched_points_take_hit(&gdb->watched_points, task->tid, &gdb->last_stop.watchpoint);
    if (hit != NULL)
        gdb->last_stop.watchpoint = *hit;
}

static void report_stop(struct gdb *gdb, struct task *task, enum stop_kind kind, int signal) {
    if (kind == STOP_EXEC)
        forget_old_program(gdb);
    switch (gdb->phase) {
    case GDB_LISTENING:
    case GDB_STOPPED:
        break;
    case GDB_JOINING:
        begin_session(gdb);
        break;
    case GDB_LEAVING:
        finish_leaving(gdb);
        break;
    case GDB_RESUMED: {
        gdb->last_stop = (struct gdb_stop){ .kind = kind, .signal = signal, .tid = task->tid, .announced = true };
        if (kind == STOP_WATCHPOINT)
            take_hit(gdb, task);
        gdb->phase = GDB_STOPPED;
        if (kind == STOP_PAUSE)
            gdb->interrupt_waits = false;
        gdb_send_stop(gdb);
        break;
    }
    }
}

static void report_end(struct gdb *gdb, int wait_status) {
    bool awaited = gdb->phase == GDB_RESUMED;
    bool joining = gdb->phase == GDB_JOINING;
    remove_own_breakpoints(gdb);
    debugger_set(gdb->process, NULL);
    gdb->process = NULL;
    gdb->wait_status = wait_status;
    if (gdb->rsp == NULL) {
        destroy(gdb);
        return;
    }
    gdb->phase = GDB_STOPPED;
    if (joining)
        poll_watch(gdb->rsp->descriptor, ready, gdb);
    if (awaited)
        gdb_send_stop(gdb);
}

static bool is_watchpoint_hit(const struct gdb *gdb, struct task *task) {
    return debug_registers_find_hit(&gdb->debug_registers, task) != NULL || watched_points_are_hit(&gdb->watched_points, task->tid);
}

static void note_access(struct gdb *gdb, const struct task *task, enum access_kind kind, uint64_t address, uint64_t length) {
    watched_points_note(&gdb->watched_points, task->tid, kind, address, length);
}

static void greet(struct gdb *gdb, struct task *task) {
    debug_registers_set(&gdb->debug_registers, task);
}

void gdb_serve(void) {
    static const struct debugger_listener listener = {
        .is_connected = is_connected,
        .stopped = report_stop,
        .ended = report_end,
        .new_task = greet,
        .is_watchpoint_hit = is_watchpoint_hit,
        .accessed = note_access,
    };
    debugger_listen(&listener);
}
