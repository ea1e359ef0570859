#ifndef IPCSCOPE_END_AS_H
#define IPCSCOPE_END_AS_H

/* Ends this process as another has ended, by the same signal if need be. `wait_status`: as waitpid(2) gives it. */
void end_as(int wait_status) __attribute__((noreturn));

#endif
