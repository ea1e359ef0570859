#include "base/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef PIDFD_THREAD
#define PIDFD_THREAD O_EXCL
#endif

bool descriptor_info(pid_t tid, int descriptor, int64_t *position, uint32_t *flags) {
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)tid, descriptor);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0)
        return false;
    text[length] = 0;
    const char *position_text = strstr(text, "pos:"), *flags_text = strstr(text, "flags:");
    if (position_text == NULL || flags_text == NULL)
        return false;
    *position = strtoll(position_text + strlen("pos:"), NULL, 10);
    *flags = (uint32_t)strtoul(flags_text + strlen("flags:"), NULL, 8);
    return true;
}

bool descriptor_status(pid_t tid, int descriptor, struct stat *status) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)tid, descriptor);
    return stat(path, status) == 0;
}

bool descriptor_link(pid_t tid, int descriptor, char *text, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)tid, descriptor);
    ssize_t length = readlink(path, text, size - 1);
    if (length < 0)
        return false;
    text[length] = 0;
    return true;
}

bool descriptor_can_seek(const struct stat *status) {
    return S_ISREG(status->st_mode) || S_ISDIR(status->st_mode) || S_ISBLK(status->st_mode);
}

int descriptor_borrow(pid_t tid, pid_t pid, int descriptor) {
    int process = (int)syscall(SYS_pidfd_open, tid, tid == pid ? 0 : PIDFD_THREAD);
    if (process < 0)
        return -1;
    int borrowed = (int)syscall(SYS_pidfd_getfd, process, descriptor, 0);
    int error = errno;
    close(process);
    errno = error;
    return borrowed;
}
