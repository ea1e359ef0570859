/** Names of error numbers (include/uapi/asm-generic/errno.h). */
const names: readonly string[] = (
    "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR " +
    "EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS " +
    "ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - " +
    "EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ " +
    "EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE " +
    "ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH " +
    "ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH " +
    "EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED " +
    "EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON"
).split(" ");

export const badDescriptor = 9;
export const brokenPipe = 32;
export const absent = 2; // ENOENT
export const interrupted = 4;
/** EAGAIN, which is EWOULDBLOCK. */
export const wouldBlock = 11;
/** EADDRINUSE */
export const addressInUse = 98;
export const noMemory = 12;
export const badAddress = 14;

/** `error`: positive, as in errno(3). */
export function errorName(error: number): string {
    return names[error - 1] ?? `error ${error}`;
}

/** As in errno(3); of those that only tracers see (include/linux/errno.h), too. Undefined: there is none of that name. */
export function errorNumber(name: string): number | undefined {
    const index = names.indexOf(name);
    if (index >= 0) return index + 1;
    return name === "EWOULDBLOCK" ? wouldBlock : restarts.get(name);
}

const restarts: ReadonlyMap<string, number> = new Map([
    ["ERESTARTSYS", 512],
    ["ERESTARTNOINTR", 513],
    ["ERESTARTNOHAND", 514],
    ["ERESTART_RESTARTBLOCK", 516],
]);
