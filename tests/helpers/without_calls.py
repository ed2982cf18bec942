#!/usr/bin/env python3
"""Usage: without_calls.py ERROR CALL[,CALL]... COMMAND [ARGUMENT]...

Runs COMMAND on a kernel where these system calls fail with ERROR (ENOSYS, EPERM, ...), by a seccomp filter.
"""

import ctypes
import errno
import os
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD_NUMBER, JUMP_IF_EQUAL, RETURN = (0x20, 0, 0, 0), 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000
MEMFD_CREATE = {"x86_64": 319, "aarch64": 279, "ppc64le": 360, "s390x": 350, "riscv64": 279, "armv7l": 385}
NUMBERS = {"memfd_create": MEMFD_CREATE[os.uname().machine], "pidfd_open": 434, "clone3": 435, "close_range": 436}

error = FAIL | getattr(errno, sys.argv[1])
instructions = [LOAD_NUMBER]
for call in sys.argv[2].split(","):
    instructions += [(JUMP_IF_EQUAL, 0, 1, NUMBERS[call]), (RETURN, 0, 0, error)]
instructions.append((RETURN, 0, 0, ALLOW))
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *instruction) for instruction in instructions))
program = struct.pack("HxxxxxxP", len(instructions), ctypes.addressof(code))

libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0):
    sys.exit(f"seccomp: {os.strerror(ctypes.get_errno())}")
os.execvp(sys.argv[3], sys.argv[3:])
