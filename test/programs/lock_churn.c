/* Takes and gives up locks of a file of its own, so many that /proc/locks is long and changes all the time, until its input ends. */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { PLACES = 400, AT_ONCE = 50 };

int main(void)
{
    char name[] = "/tmp/ipcscope-lock_churn-XXXXXX";
    struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
    int file = mkstemp(name);

    if (file == -1 || unlink(name) == -1)
        return EXIT_FAILURE;
    do {
        for (int i = 0; i < AT_ONCE; i++) {
            struct flock lock = {
                .l_type = rand() % 2 == 0 ? F_WRLCK : F_UNLCK, .l_whence = SEEK_SET, .l_start = 2 * (rand() % PLACES), .l_len = 1
            };

            if (fcntl(file, F_SETLK, &lock) == -1)
                return EXIT_FAILURE;
        }
    } while (poll(&input, 1, 1) == 0);
    return EXIT_SUCCESS;
}
