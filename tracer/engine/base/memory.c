#include "base/memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/uio.h>
#include <unistd.h>

size_t memory_read(pid_t tid, uint64_t address, void *buffer, size_t length) {
    size_t done = 0;
    /* process_vm_readv(2) copies at most 2 GiB a call. */
    while (done < length) {
        struct iovec local = { (char *)buffer + done, length - done };
        struct iovec remote = { (void *)(uintptr_t)(address + done), length - done };
        ssize_t copied = process_vm_readv(tid, &local, 1, &remote, 1, 0);
        if (copied <= 0)
            break;
        done += (size_t)copied;
    }
    return done;
}

bool memory_read_whole(pid_t tid, uint64_t address, void *buffer, size_t length) {
    return memory_read(tid, address, buffer, length) == length;
}

static int open_memory(pid_t tid, int flags) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/mem", (int)tid);
    return open(path, flags | O_CLOEXEC);
}

ssize_t memory_force_read(pid_t tid, uint64_t address, void *buffer, size_t length) {
    int descriptor = open_memory(tid, O_RDONLY);
    if (descriptor < 0)
        return -1;
    ssize_t copied = pread(descriptor, buffer, length, (off_t)address);
    close(descriptor);
    return copied;
}

ssize_t memory_force_write(pid_t tid, uint64_t address, const void *buffer, size_t length) {
    int descriptor = open_memory(tid, O_RDWR);
    if (descriptor < 0)
        return -1;
    ssize_t copied = pwrite(descriptor, buffer, length, (off_t)address);
    close(descriptor);
    return copied;
}
