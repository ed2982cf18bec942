#!/usr/bin/env python3
"""Usage: corpus_test.py PROGRAM MIGRATOR [--accept]

Runs MIGRATOR on the trees in this folder.
  cases    the list, and the files after --write, are those that are recorded; a second run changes nothing
  corpus   grade.py and check.py find nothing wrong: no wrong rewrite, no broken file, no lookalike touched; scripts have the same effect on good
           output, and run no consumer without a token
PROGRAM is the ibmcloud-token that rewritten scripts call.
"""
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
failures = []


def expect(is_true, message):
    if not is_true:
        failures.append(message)


def migrate(folder, *options):
    return subprocess.run([MIGRATOR, *options], cwd=folder, capture_output=True, text=True, timeout=300)


def copy_tree(source, work, name):
    target = os.path.join(work, name)
    shutil.copytree(source, target)
    return target


def differences(left, right):
    found = []

    def compare(pair):
        found.extend(os.path.join(pair.left, name) for name in pair.left_only + pair.right_only + pair.diff_files + pair.funny_files)
        for inner in pair.subdirs.values():
            compare(inner)

    compare(filecmp.dircmp(left, right, ignore=[]))
    return found


def write_twice(folder, work):
    """Rewrites `folder` and returns what the first run did; the second must change nothing."""
    first = migrate(folder, '--write')
    again = copy_tree(folder, work, os.path.basename(folder) + '.again')
    second = migrate(again, '--write')
    expect(not differences(folder, again), 'a second --write changes ' + folder)
    expect('0 can be rewritten' in second.stdout, 'a second --write has something to do')
    expect(migrate(again, '--diff').stdout == '', 'a diff is left after --write')
    return first


def test_cases(work, accepts):
    before = os.path.join(HERE, 'cases', 'before')
    after = os.path.join(HERE, 'cases', 'after')
    recorded = os.path.join(HERE, 'cases', 'findings.txt')
    tree = copy_tree(before, work, 'cases')
    listed = migrate(tree)
    expect(listed.returncode == 1, 'findings do not give status 1')
    write_twice(tree, work)
    if accepts:
        shutil.rmtree(after)
        shutil.copytree(tree, after)
        with open(recorded, 'w', encoding='utf-8') as file:
            file.write(listed.stdout)
        return
    with open(recorded, encoding='utf-8') as file:
        expect(file.read() == listed.stdout, 'the list is not that of ' + recorded)
    expect(not differences(tree, after), 'not as recorded: %s' % differences(tree, after))


def test_corpus(work):
    corpus = os.path.join(HERE, 'corpus')
    tree = copy_tree(os.path.join(corpus, 'tree'), work, 'corpus')
    findings = os.path.join(work, 'findings')
    with open(findings, 'w', encoding='utf-8') as file:
        file.write(migrate(tree).stdout)
    write_twice(tree, work)
    grade = subprocess.run([sys.executable, os.path.join(corpus, 'grade.py'), corpus, tree, findings],
                           capture_output=True, text=True, timeout=300)
    marks = {name: int(count) for name, count in re.findall(r"'([^']+)': (\d+)", grade.stdout)}
    print(marks)
    expect(marks.get('rewritten', 0) >= 50, 'fewer than 50 places are rewritten: ' + grade.stdout + grade.stderr)
    for name in marks:
        expect(name in ('rewritten', 'reported', 'reported (allowed)', 'left alone'), grade.stdout)
    check = subprocess.run([sys.executable, os.path.join(corpus, 'check.py'), os.path.join(corpus, 'tree'), tree, PROGRAM, corpus],
                           capture_output=True, text=True, timeout=600)
    print(check.stdout.splitlines()[-1] if check.stdout else check.stderr)
    expect('different 0' in check.stdout, check.stdout + check.stderr)
    expect('RUNS WITHOUT A TOKEN' not in check.stdout, check.stdout)


def test_shellcheck(work):
    """Rewritten scripts give ShellCheck no more to say than before."""
    if not shutil.which('shellcheck'):
        return

    def complaints(folder):
        scripts = sorted(name for name in os.listdir(folder) if name.endswith('.sh') and name != 'crlf.sh')
        output = subprocess.run(['shellcheck', '-f', 'gcc', *scripts], cwd=folder, capture_output=True, text=True).stdout
        return {re.sub(r':\d+:\d+:', ':', line) for line in output.splitlines()}

    for folder in ('cases/before/sh', 'corpus/tree/sh'):
        tree = copy_tree(os.path.join(HERE, folder), work, 'shellcheck.' + folder.replace('/', '.'))
        migrate(tree, '--write')
        expect(complaints(tree) <= complaints(os.path.join(HERE, folder)), 'ShellCheck has more to say of ' + folder)


PROGRAM, MIGRATOR = (os.path.abspath(path) for path in sys.argv[1:3])
with tempfile.TemporaryDirectory() as folder:
    test_cases(folder, '--accept' in sys.argv[3:])
    test_corpus(folder)
    test_shellcheck(folder)
for failure in failures:
    print('corpus_test: ' + failure, file=sys.stderr)
sys.exit(1 if failures else 0)
