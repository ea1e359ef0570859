/*
 * truncate_names.c: truncate(2) shortens the file that a path leads to: by the name under which it was opened, by another one, by
 * symbolic links, by a link that was renamed, relative to where the process stands now, and by the descriptors of /proc.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int file;

static void to(const char *path, off_t length, int descriptor)
{
    struct stat status;

    if (truncate(path, length) != 0 || fstat(descriptor, &status) != 0 || status.st_size != length) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    lseek(descriptor, 0, SEEK_END);
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-truncate-XXXXXX", path[64];
    int memory = memfd_create("memory", 0);

    if (mkdtemp(directory) == NULL || chdir(directory) != 0)
        return EXIT_FAILURE;
    file = open("first", O_RDWR | O_CREAT, 0600);
    close(open("other", O_RDWR | O_CREAT, 0600));
    if (file == -1 || memory == -1 || link("first", "second") != 0 || symlink("first", "third") != 0)
        return EXIT_FAILURE;
    to("first", 20, file);
    to("second", 9, file);
    to("third", 8, file);
    if (truncate("other", 3) != 0 || rename("second", "fourth") != 0 || unlink("first") != 0)
        return EXIT_FAILURE;
    to("fourth", 5, file);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    to(path, 10, file);
    snprintf(path, sizeof path, "/dev/fd/%d", file);
    to(path, 11, file);
    if (chdir("/proc/self/fd") != 0)
        return EXIT_FAILURE;
    snprintf(path, sizeof path, "%d", file);
    to(path, 12, file);
    snprintf(path, sizeof path, "%s/fourth", directory);
    to(path, 13, file);
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int) getpid(), memory);
    to(path, 14, memory);
    if (chdir(directory) != 0)
        return EXIT_FAILURE;
    unlink("third");
    unlink("fourth");
    unlink("other");
    return rmdir(directory);
}
