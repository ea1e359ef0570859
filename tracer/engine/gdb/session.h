/* What the files of the gdb server share: the state of one gdb's connection to one process. */
#ifndef IPCSCOPE_GDB_SESSION_H
#define IPCSCOPE_GDB_SESSION_H

#include <sys/un.h>

#include "base/packet_text.h"
#include "gdb/debug_registers.h"
#include "gdb/rsp.h"
#include "gdb/watched_points.h"
#include "running/debugger.h"

/* What is told to gdb when it asks why its process stands still. */
struct gdb_stop {
    enum stop_kind kind;
    int signal; /* Linux's number, or 0 */
    pid_t tid;
    bool announced; /* by a stop reply, not found at connection: then its cause is told too */
    bool watched;   /* `watchpoint` stopped the task */
    struct debug_register watchpoint;
};

enum gdb_phase {
    GDB_LISTENING, /* no gdb has connected yet */
    GDB_JOINING,   /* a gdb has connected, and its process is being stopped; no packet is read before that */
    GDB_STOPPED,
    GDB_RESUMED, /* gdb waits for a stop reply */
    GDB_LEAVING, /* gdb has gone, and its process is being stopped to take out what gdb had put in */
};

struct gdb {
    enum gdb_phase phase;
    struct process *process; /* NULL when it has ended */
    pid_t pid;
    int wait_status;      /* of the process that has ended */
    bool killed;          /* at gdb's wish */
    int listening_socket; /* -1 once a gdb has connected */
    char path[sizeof((struct sockaddr_un *)0)->sun_path];
    struct rsp *rsp;    /* NULL without a connection */
    pid_t selected_tid; /* the thread that g, p, m and the like are about */
    struct gdb_stop last_stop;
    bool stop_presented;  /* gdb has shown it to its user */
    bool interrupt_waits; /* the user wants a pause, and has not seen a stop since */
    struct debug_registers debug_registers;
    struct watched_points watched_points;
    uint64_t module_number_field; /* the address of the C library's note for debuggers, 0 while not known */
};

/* The thread that gdb has selected, or another when that one is gone; NULL when the process has ended. */
struct task *gdb_selected_task(const struct gdb *gdb);

void gdb_write_error(struct packet_writer *reply);
void gdb_write_ok(struct packet_writer *reply);

/* Each handles the packets of one idea: `true` when the packet was one of them, and the reply is written. */
bool gdb_handle_query(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);
bool gdb_handle_thread(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);
bool gdb_handle_memory(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);
bool gdb_handle_breakpoint(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);
/* vCont has no reply of its own but the later stop reply: the reply is withheld. */
bool gdb_handle_resume(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);

/* Stop replies: T, W or X, whichever holds now. */
void gdb_write_stop(struct gdb *gdb, struct packet_writer *reply);
void gdb_send_stop(struct gdb *gdb);
/* gdb asks for the thread list when it presents a stop to its user (normal_stop in gdb's infrun.c), and not at a stop
 * that it makes for itself. */
void gdb_note_presentation(struct gdb *gdb);

#endif
