/*
 * lock_lost_each_time_ok.c: the account is read through the descriptor that has the lock.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char *const account = "account";

static int balance(int file)
{
    int value = 0;
    char text[16] = "";

    pread(file, text, sizeof text - 1, 0);
    sscanf(text, "%d", &value);
    return value;
}

static void deposit(int amount)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char text[16];
    int file = open(account, O_RDWR);

    fcntl(file, F_SETLKW, &whole);
    int length = snprintf(text, sizeof text, "%d\n", balance(file) + amount);
    pwrite(file, text, length, 0);
    close(file);
}

int main(void)
{
    close(open(account, O_CREAT | O_WRONLY | O_TRUNC, 0600));
    for (int i = 0; i < 3; i++)
        deposit(10);
    return unlink(account);
}
