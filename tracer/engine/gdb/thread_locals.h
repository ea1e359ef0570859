/* qSymbol and qGetTLSAddr: where a thread's own copy of a thread-local variable lies. */
#ifndef IPCSCOPE_GDB_THREAD_LOCALS_H
#define IPCSCOPE_GDB_THREAD_LOCALS_H

#include "gdb/session.h"

bool gdb_handle_thread_local(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);

#endif
