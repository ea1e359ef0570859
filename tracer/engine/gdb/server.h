/* The gdb server: listening for the gdb of a process, and talking to it until one of them ends. */
#ifndef IPCSCOPE_GDB_SERVER_H
#define IPCSCOPE_GDB_SERVER_H

struct process;

/* Once: let the engine report stops here (running/debugger.h). */
void gdb_serve(void);
/* Open the process's listening socket (mode 0600) in `directory`; its path, or NULL with errno. Idempotent. */
const char *gdb_listen(struct process *process, const char *directory);

#endif
