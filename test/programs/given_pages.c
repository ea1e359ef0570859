/*
 * given_pages.c: pages that are given to a pipe by reference hold what their owner makes of them later (vmsplice(2), splice(2)).
 * Bytes that were copied stay, also when they move on to another pipe.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    char path[] = "/tmp/ipcscope-given-XXXXXX", bytes[16];
    int given[2], copied[2], moved[2], file = mkstemp(path);
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct iovec vector = { page, 5 };
    loff_t at = 0;

    unlink(path);
    if (page == MAP_FAILED || pipe(given) != 0 || pipe(copied) != 0 || pipe(moved) != 0 || write(file, "old", 3) != 3)
        return EXIT_FAILURE;
    memset(page, 'A', 5);
    if (vmsplice(given[1], &vector, 1, 0) != 5)
        return EXIT_FAILURE;
    memset(page, 'B', 5);
    lseek(file, 0, SEEK_CUR);
    if (splice(file, &at, given[1], NULL, 3, 0) != 3 || pwrite(file, "new", 3, 0) != 3)
        return EXIT_FAILURE;
    if (write(copied[1], page, 5) != 5)
        return EXIT_FAILURE;
    memset(page, 'C', 5);
    if (splice(copied[0], NULL, moved[1], NULL, 5, 0) != 5 || splice(given[0], NULL, moved[1], NULL, 2, 0) != 2)
        return EXIT_FAILURE;
    memset(page, 'D', 5);
    if (tee(given[0], copied[1], 4, 0) != 4)
        return EXIT_FAILURE;
    memset(page, 'E', 5);
    lseek(file, 0, SEEK_CUR);
    return read(given[0], bytes, 6) == 6 && memcmp(bytes, "EEEnew", 6) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
