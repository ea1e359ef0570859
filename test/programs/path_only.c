/* An O_PATH descriptor names a FIFO and neither reads nor writes it: who opens the FIFO for writing finds no reader. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char directory[] = "/tmp/path_only.XXXXXX";
    if (mkdtemp(directory) == NULL || chdir(directory) != 0 || mkfifo("fifo", 0600) != 0)
        return 1;
    int place = open("fifo", O_PATH);
    int writer = open("fifo", O_WRONLY | O_NONBLOCK);
    printf("without a reader: %s\n", writer < 0 && errno == ENXIO ? "ENXIO" : "opened");
    int both = open("fifo", O_RDWR);
    if (write(both, "bytes", 5) != 5 || unlink("fifo") != 0 || close(both) != 0)
        return 1;
    /* Nobody has it open and it has no name any more; the descriptor stays. */
    int copy = dup(place);
    printf("still open: %s\n", copy > place ? "yes" : "no");
    return chdir("/") != 0 || rmdir(directory) != 0;
}
