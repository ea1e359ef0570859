/* The limit of open files (RLIMIT_NOFILE) is the programs'; what we need ourselves does not depend on it. */
#ifndef IPCSCOPE_OPEN_FILES_H
#define IPCSCOPE_OPEN_FILES_H

/* Raise it for ourselves, as far as we may, to what we need. */
void open_files_raise(void);
/* In a child that becomes a program. */
void open_files_restore(void);

#endif
