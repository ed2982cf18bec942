#!/usr/bin/env python3
"""Usage: hostile_test.py MIGRATOR

Runs MIGRATOR on files that nobody wishes for, and where something goes wrong on the way. Every file is the old one or the new one afterwards, and
nothing that was found is run.
"""
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

MIGRATOR = os.path.abspath(sys.argv.pop(1))
OLD = b"#!/bin/bash\nT=$(ibmcloud iam oauth-tokens | awk '{print $4}')\ncurl -H \"A: $T\" https://example.com/\n"
NEW = b"#!/bin/bash\nT=$(ibmcloud-token) || exit\ncurl -H \"A: $T\" https://example.com/\n"


class Hostile(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.tree = os.path.join(self.folder, 'tree')
        os.mkdir(self.tree)

    def tearDown(self):
        subprocess.run(['chmod', '-R', 'u+rwX', self.folder], check=False)
        shutil.rmtree(self.folder)

    def put(self, name, content=OLD, folder=None):
        path = os.path.join(folder or self.tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content)
        return path

    def read(self, name):
        with open(os.path.join(self.tree, name), 'rb') as file:
            return file.read()

    def run_migrator(self, *options, cwd=None, **more):
        return subprocess.run([MIGRATOR, *options], cwd=cwd or self.tree, capture_output=True, timeout=120, **more)

    def as_somebody(self, *options):
        """Runs as a user whom modes stop."""
        os.chmod(self.folder, 0o755)
        subprocess.run(['chown', '-R', 'nobody', self.tree], check=True)
        return self.run_migrator(*options, user='nobody') if os.geteuid() == 0 else self.run_migrator(*options)

    def tools(self, **scripts):
        """A folder for PATH with these scripts, each a body of sh."""
        folder = os.path.join(self.folder, 'bin')
        os.makedirs(folder, exist_ok=True)
        for name, body in scripts.items():
            path = os.path.join(folder, name)
            with open(path, 'w', encoding='utf-8') as file:
                file.write('#!/bin/sh\n' + body)
            os.chmod(path, 0o755)
        return folder

    def test_rewrites_in_one_step_and_keeps_the_mode(self):
        path = self.put('a.sh')
        os.chmod(path, 0o751)
        inode = os.stat(path).st_ino
        done = self.run_migrator('--write')
        self.assertEqual((done.returncode, done.stderr), (0, b''))
        self.assertEqual(self.read('a.sh'), NEW)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o751)
        self.assertNotEqual(os.stat(path).st_ino, inode)
        self.assertEqual(os.listdir(self.tree), ['a.sh'])

    def test_names_and_does_not_rewrite_what_is_not_utf8(self):
        self.put('a.sh', OLD + b'# \xff\n')
        done = self.run_migrator('--write')
        self.assertEqual(done.returncode, 1)
        self.assertIn(b'not UTF-8 [by hand]', done.stdout)
        self.assertEqual(self.read('a.sh'), OLD + b'# \xff\n')

    def test_passes_over_a_huge_file(self):
        self.put('a.sh', OLD + b'#' * 100_000_000)
        started = time.monotonic()
        done = self.run_migrator('--write')
        self.assertEqual((done.returncode, done.stdout), (0, b''))
        self.assertLess(time.monotonic() - started, 60)

    def test_does_not_rewrite_a_large_file(self):
        self.put('a.sh', OLD + b'# comment\n' * 200_000)
        done = self.run_migrator('--write')
        self.assertEqual(done.returncode, 1)
        self.assertIn(b'larger than 1 MiB [by hand]', done.stdout)

    def test_reads_no_fifo_and_no_device(self):
        os.mkfifo(os.path.join(self.tree, 'a.sh'))
        self.put('b.sh')
        done = self.run_migrator()
        self.assertEqual(done.returncode, 1)
        self.assertIn(b'b.sh:2:5: cut-text', done.stdout)
        self.assertEqual(self.run_migrator('a.sh', '/dev/zero').returncode, 0)

    def test_follows_no_link_out_of_the_tree(self):
        outside = self.put('outside/a.sh', folder=self.folder)
        os.symlink(outside, os.path.join(self.tree, 'a.sh'))
        os.symlink(os.path.dirname(outside), os.path.join(self.tree, 'folder'))
        for paths in ((), ('a.sh',)):
            done = self.run_migrator('--write', *paths)
            self.assertEqual((done.returncode, done.stdout), (0, b''))
        with open(outside, 'rb') as file:
            self.assertEqual(file.read(), OLD)
        self.assertTrue(os.path.islink(os.path.join(self.tree, 'a.sh')))

    def test_follows_no_link_in_place_of_a_folder_that_git_tracks(self):
        self.put('folder/a.sh')
        subprocess.run('git init -q && git add .', shell=True, cwd=self.tree, check=True)
        outside = os.path.join(self.folder, 'outside')
        os.rename(os.path.join(self.tree, 'folder'), outside)
        os.symlink(outside, os.path.join(self.tree, 'folder'))
        done = self.run_migrator('--write')
        self.assertEqual((done.returncode, done.stdout), (0, b''))
        with open(os.path.join(outside, 'a.sh'), 'rb') as file:
            self.assertEqual(file.read(), OLD)

    def test_names_a_file_in_conflict_once(self):
        def git(*words, check=True):
            return subprocess.run(['git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', *words], cwd=self.tree,
                                  capture_output=True, check=check)

        def commit(word):
            self.put('a.sh', OLD.replace(b'example', word))
            git('add', '.')
            git('commit', '-m', 'x')

        git('init', '-b', 'one')
        commit(b'example')
        git('checkout', '-b', 'two')
        commit(b'two')
        git('checkout', 'one')
        commit(b'one')
        self.assertNotEqual(git('merge', 'two', check=False).returncode, 0)
        self.assertIn(b'1 finding in 1 file', self.run_migrator().stdout)

    def test_reports_an_unreadable_file_and_goes_on(self):
        os.chmod(self.put('a.sh'), 0)
        self.put('b.sh')
        done = self.as_somebody()
        self.assertEqual(done.returncode, 66)
        self.assertIn(b"can't read the input: a.sh: Permission denied", done.stderr)
        self.assertIn(b'b.sh:2:5', done.stdout)

    def test_reports_a_path_that_is_not_there(self):
        done = self.run_migrator('absent')
        self.assertEqual((done.returncode, done.stdout), (66, b''))
        self.assertEqual(done.stderr, b"ibmcloud-token-migrate: can't read the input: absent: No such file or directory\n")

    def test_keeps_a_read_only_file(self):
        os.chmod(self.put('a.sh'), 0o444)
        self.put('b.sh')
        done = self.as_somebody('--write')
        self.assertEqual(done.returncode, 73)
        self.assertIn(b'a.sh: the file is read-only', done.stderr)
        self.assertEqual((self.read('a.sh'), self.read('b.sh')), (OLD, NEW))

    def test_keeps_a_file_in_a_read_only_folder(self):
        self.put('a/a.sh')
        os.chmod(os.path.join(self.tree, 'a'), 0o555)
        done = self.as_somebody('--write')
        self.assertEqual(done.returncode, 73)
        self.assertEqual(self.read('a/a.sh'), OLD)

    def test_keeps_a_file_that_changes_meanwhile(self):
        path = self.put('a.sh')
        shfmt = shutil.which('shfmt')
        folder = self.tools(shfmt='echo "# more" >> "%s"\nexec "%s" "$@"\n' % (path, shfmt))
        done = self.run_migrator('--write', env={'PATH': folder})
        self.assertEqual(done.returncode, 73)
        self.assertIn(b'a.sh: the file has changed since it was read', done.stderr)
        self.assertTrue(self.read('a.sh').startswith(OLD + b'# more\n'))

    def test_keeps_a_file_on_a_full_disk(self):
        self.put('a.sh', OLD + b'# comment\n' * 20_000)
        done = subprocess.run(['bash', '-c', 'ulimit -f 32; exec "$0" --write', MIGRATOR], cwd=self.tree, capture_output=True, timeout=60)
        self.assertIn(done.returncode, (71, 74), done.stderr)
        self.assertTrue(self.read('a.sh').startswith(OLD))
        self.assertEqual(os.listdir(self.tree), ['a.sh'])

    def test_says_that_standard_output_is_full(self):
        self.put('a.sh')
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([MIGRATOR], cwd=self.tree, stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 74)

    def test_leaves_old_or_new_files_when_it_is_interrupted(self):
        names = ['%02d.sh' % i for i in range(40)]
        for delay in range(12):
            for name in names:
                self.put(name)
            with subprocess.Popen([MIGRATOR, '--write'], cwd=self.tree, stdout=subprocess.DEVNULL) as process:
                time.sleep(delay * 0.03)
                process.send_signal(signal.SIGINT)
                process.wait(timeout=60)
            self.assertTrue({self.read(name) for name in names} <= {OLD, NEW})
            self.assertEqual(sorted(os.listdir(self.tree)), names)

    def test_runs_nothing_of_what_it_finds(self):
        mark = os.path.join(self.folder, 'mark')
        names = ('ibmcloud', 'awk', 'grep', 'jq', 'curl', 'docker', 'bash', 'touch')
        folder = self.tools(**{name: ': > "%s"\n' % mark for name in names})
        self.put('a.sh', OLD + b"X=$(touch x; ibmcloud iam oauth-tokens | awk 'BEGIN{system(\"touch y\")} {print $4}')\n")
        self.put('.git/config', b'[core]\n\trepositoryformatversion = 0\n\tfsmonitor = "touch z"\n')
        done = self.run_migrator('--write', env={'PATH': folder + ':/usr/bin:/bin'})
        self.assertIn(b'not known to the byte', done.stdout)
        self.assertFalse(os.path.exists(mark))

    def test_looks_at_what_git_tracks(self):
        self.put('tracked.sh')
        subprocess.run(['git', 'init', '-q'], cwd=self.tree, check=True)
        subprocess.run(['git', 'add', '.'], cwd=self.tree, check=True)
        self.put('other.sh')
        self.assertNotIn(b'other.sh', self.run_migrator().stdout)
        self.assertIn(b'tracked.sh', self.run_migrator().stdout)
        self.assertIn(b'other.sh', self.run_migrator('other.sh').stdout)

    def test_passes_over_hidden_and_vendored_folders(self):
        for name in ('.hidden/a.sh', 'node_modules/a.sh', 'vendor/a.sh', '.github/workflows/a.sh', '.envrc'):
            self.put(name)
        listed = {line.split(b':')[0] for line in self.run_migrator().stdout.splitlines()[:-1]}
        self.assertEqual(listed, {b'.github/workflows/a.sh', b'.envrc'})

    def test_lists_without_shfmt_and_refuses_to_rewrite(self):
        self.put('a.sh')
        empty = self.tools()
        listed = self.run_migrator(env={'PATH': empty})
        self.assertEqual(listed.returncode, 1)
        self.assertIn(b'a rewrite needs shfmt [by hand]', listed.stdout)
        for option in ('--write', '--diff'):
            done = self.run_migrator(option, env={'PATH': empty})
            self.assertEqual((done.returncode, done.stdout), (69, b''))
            self.assertIn(b'hint: install shfmt', done.stderr)
        self.assertEqual(self.read('a.sh'), OLD)

    def test_needs_no_shfmt_where_nothing_can_be_rewritten(self):
        self.put('a.sh', OLD.replace(b'print', b'foo'))
        done = self.run_migrator('--write', env={'PATH': self.tools()})
        self.assertEqual((done.returncode, done.stderr), (1, b''))
        self.assertIn(b'[by hand]', done.stdout)

    def test_survives_a_parser_that_writes_nonsense(self):
        self.put('a.sh')
        for body in ('echo nonsense', 'kill -9 $$', 'exit 3', 'echo "{}"', 'echo "{\\"Stmts\\":[{\\"Pos\\":1}]}"'):
            done = self.run_migrator('--write', env={'PATH': self.tools(shfmt=body + '\n')})
            self.assertIn(done.returncode, (1, 70), done.stderr)
            self.assertEqual(self.read('a.sh'), OLD)

    def test_reads_shell_that_is_nested_without_end(self):
        for deep in (b'$(' * 100_000, b'`' * 100_000, b'"$(' * 50_000, b'(' * 200_000, b'<<' * 50_000, b'${' * 100_000, b'[' * 100_000):
            for name in ('a.sh', 'a.yml', 'a.md', 'a.tf', 'a.py', 'Makefile', 'Dockerfile', 'a.ipynb', 'a.json'):
                self.put(name, b'x: ' + deep + b' ibmcloud iam oauth-tokens | awk\n')
        done = self.run_migrator()
        self.assertIn(done.returncode, (0, 1), done.stderr)

    def test_shows_nothing_of_a_line_but_the_pipeline(self):
        secret = b'0123456789abcdefABCDEF'
        self.put('a.sh', b"curl -H 'key: " + secret + b"' -H \"A: Bearer $(ibmcloud iam oauth-tokens | awk '{print $4}')\" https://e.com/" + secret + b'\n')
        for form in ('text', 'github', 'sarif', 'checkstyle', 'json'):
            done = self.run_migrator('--format', form)
            self.assertEqual(done.returncode, 1)
            self.assertNotIn(secret, done.stdout)

    def test_escapes_what_would_move_the_cursor(self):
        self.put('a\x1b[2J\n.sh')
        done = self.run_migrator()
        self.assertIn(b'a\\x1B[2J\\x0A.sh:2:5', done.stdout)
        for form in ('github', 'sarif', 'checkstyle', 'json'):
            self.assertNotIn(b'\x1b', self.run_migrator('--format', form).stdout)

    def test_writes_a_diff_that_git_applies_for_any_name(self):
        names = ['a b.sh', 'a\tb.sh', 'a\nb.sh', 'a\x1b[2Jb.sh', 'a"b\\c.sh', '\u00fc.sh']
        for name in names:
            self.put(name)
        diff = self.run_migrator('--diff').stdout
        self.assertNotIn(b'\x1b', diff)
        subprocess.run(['git', 'init', '-q'], cwd=self.tree, check=True)
        subprocess.run(['git', 'apply'], cwd=self.tree, input=diff, check=True)
        self.assertEqual({self.read(name) for name in names}, {NEW})

    def test_reads_standard_input_as_a_named_file(self):
        listed = self.run_migrator('--stdin-name', 'ci/deploy.sh', input=OLD)
        self.assertEqual(listed.returncode, 1)
        self.assertTrue(listed.stdout.startswith(b'ci/deploy.sh:2:5: cut-text: '))
        diff = self.run_migrator('--stdin-name', 'ci/deploy.sh', '--diff', input=OLD)
        self.assertIn(b'\n+T=$(ibmcloud-token) || exit\n', diff.stdout)

    def test_writes_json_that_says_what_the_text_says(self):
        self.put('a.sh')
        report = json.loads(self.run_migrator('--format', 'json').stdout)
        self.assertEqual(report['findings'][0]['path'], 'a.sh')
        self.assertEqual(report['findings'][0]['pipeline'], "ibmcloud iam oauth-tokens | awk '{print $4}'")
        self.assertTrue(report['findings'][0]['rewritable'])


unittest.main()
