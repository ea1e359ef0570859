/* qXfer: whole objects read in pieces. See "General Query Packets" in the gdb manual. */
#ifndef IPCSCOPE_GDB_TRANSFER_H
#define IPCSCOPE_GDB_TRANSFER_H

#include "gdb/session.h"

/* The packet follows "qXfer:". Objects that are not known get the empty reply. */
void gdb_handle_transfer(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply);

#endif
