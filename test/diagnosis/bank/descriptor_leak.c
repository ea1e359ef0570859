/*
 * descriptor_leak.c: descriptor leak until EMFILE.
 * finding: IPC010
 * words: none of them was closed
 * lines: 16
 */

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static int first_byte(const char *name)
{
    char c = 0;
    int fd = open(name, O_RDONLY);

    if (fd < 0)
        return -1;
    read(fd, &c, 1);
    return c;
}

int main(void)
{
    struct rlimit few = { 64, 64 };
    int failed = 0;

    setrlimit(RLIMIT_NOFILE, &few);
    for (int i = 0; i < 80; i++)
        failed += first_byte("/etc/passwd") < 0;
    printf("%d failures\n", failed);
    return 0;
}
