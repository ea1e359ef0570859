/*
 * lock_lost_each_time.c: each deposit reads the account by a function that opens and closes the file, which ends the lock.
 * finding: IPC042
 * words: p1 wrote there afterwards
 * lines: 19 31 29
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char *const account = "account";

static int balance(void)
{
    int value = 0;
    FILE *file = fopen(account, "r");

    fscanf(file, "%d", &value);
    fclose(file);
    return value;
}

static void deposit(int amount)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char text[16];
    int file = open(account, O_RDWR);

    fcntl(file, F_SETLKW, &whole);
    int length = snprintf(text, sizeof text, "%d\n", balance() + amount);
    pwrite(file, text, length, 0);
    close(file);
}

int main(void)
{
    close(open(account, O_CREAT | O_WRONLY | O_TRUNC, 0600));
    for (int i = 0; i < 3; i++)
        deposit(10);
    printf("%d\n", balance());
    return unlink(account);
}
