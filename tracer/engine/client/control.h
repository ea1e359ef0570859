/* The control socket (docs/engine-interface.md, "Control protocol"). Without one, nothing happens here. */
#ifndef IPCSCOPE_CONTROL_H
#define IPCSCOPE_CONTROL_H

#include <stdbool.h>
#include <sys/types.h>

#include "recording/records.h"

/* Connect, and say hello. A sentence in static memory when that fails. */
const char *control_connect(const char *path);
/* To be watched for input, or -1. */
int control_descriptor(void);
/* Read and obey. `false` when the connection has ended. */
bool control_ready(void);

void control_process(const struct process *process, enum creation how);
void control_exec(pid_t pid, const char *path);
void control_held(pid_t pid, const char *reason, const char *detail);
void control_stopped(pid_t pid, const char *reason);
void control_resumed(pid_t pid);
void control_frozen(void);
void control_thawed(void);
void control_exited(pid_t pid, int wait_status);
void control_recording_failed(const char *sentence);
void control_error(int status, const char *sentence);
void control_end(int status);
/* Nothing more will be sent: wait, not for ever, until the client has read all and closes. */
void control_finish(void);

/* The client asked for the end of all targets. */
bool control_has_killed(void);

#endif
