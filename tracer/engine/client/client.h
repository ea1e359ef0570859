/* What the client of the control socket is told (docs/engine-interface.md, "Control protocol"). Without one, nothing happens
 * here. */
#ifndef IPCSCOPE_CLIENT_H
#define IPCSCOPE_CLIENT_H

#include <sys/types.h>

#include "recording/records.h"

/* Connect, and say hello. A sentence in static memory when that fails. */
const char *client_connect(const char *path);
/* The same, over a connection that is there. */
const char *client_take(int descriptor);
/* To be watched for input, or -1. */
int client_descriptor(void);

void client_process(const struct process *process, enum creation how);
/* `name`: the first word of its command line. */
void client_exec(pid_t pid, const char *path, const char *name);
void client_held(pid_t pid, const char *reason, const char *detail);
void client_stopped(pid_t pid, const char *reason);
void client_resumed(pid_t pid);
void client_frozen(void);
void client_thawed(void);
void client_exited(pid_t pid, int wait_status);
void client_recording_failed(const char *sentence);
void client_error(int status, const char *sentence);
void client_end(int status);

/* The answers to the command `id`; `value` may be NULL. */
void client_done(const char *id, const char *value);
void client_failed(const char *id, const char *sentence);

/* Its connection has ended. */
void client_lose(void);
/* Nothing more will be sent: wait, not for ever, until the client has read all and closes. */
void client_finish(void);

#endif
