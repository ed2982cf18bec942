#!/usr/bin/env python3
"""Usage: report_test.py MIGRATOR

Reads each report of MIGRATOR on the cases with a parser of its format: all of them say the same, and SARIF is valid. With the official schema in
$SARIF_SCHEMA, and Python's jsonschema, that is asked, too.
"""
import json
import os
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree
from urllib.parse import unquote

HERE = os.path.dirname(os.path.abspath(__file__))
MIGRATOR = os.path.abspath(sys.argv.pop(1))


def report(form, folder='before'):
    done = subprocess.run([MIGRATOR, '--format', form], cwd=os.path.join(HERE, 'cases', folder), capture_output=True, text=True, timeout=120)
    return done.stdout


def faults(value, schema, path='$'):
    """What is wrong with `value`, for the keywords that sarif.schema.json uses."""
    kinds = {'object': dict, 'array': list, 'string': str, 'integer': int}
    if 'enum' in schema and value not in schema['enum']:
        return [f'{path}: {value}']
    if 'type' in schema and not isinstance(value, kinds[schema['type']]):
        return [f'{path}: not of type {schema["type"]}']
    if 'minimum' in schema and value < schema['minimum']:
        return [f'{path}: less than {schema["minimum"]}']
    found = []
    if isinstance(value, dict):
        found += [f'{path}: {name} is missing' for name in schema.get('required', ()) if name not in value]
        for name, member in value.items():
            if name in schema.get('properties', {}):
                found += faults(member, schema['properties'][name], f'{path}.{name}')
            elif not schema.get('additionalProperties', True):
                found.append(f'{path}: {name} is not known')
    if isinstance(value, list):
        for i, item in enumerate(value):
            found += faults(item, schema.get('items', {}), f'{path}[{i}]')
    return found


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.expected = [(place[0], int(place[1]), int(place[2]), place[3], re.sub(r' \[(--write|by hand)\]$', '', place[4].strip()))
                        for place in (line.split(':', 4) for line in report('text').splitlines()[:-1])]
        with open(os.path.join(HERE, 'sarif.schema.json'), encoding='utf-8') as file:
            cls.schema = json.load(file)

    def check(self, found):
        self.assertEqual(found, [(path, line, column, rule.strip(), message) for path, line, column, rule, message in self.expected])
        self.assertGreater(len(found), 100)

    def test_json(self):
        listed = json.loads(report('json'))
        self.check([(each['path'], each['line'], each['column'], each['rule'], each['message']) for each in listed['findings']])

    def test_github(self):
        pattern = re.compile(r'::warning file=([^,]*),line=(\d+),endLine=\d+,col=(\d+),title=([^:]*)::(.*)')
        found = [pattern.fullmatch(line).groups() for line in report('github').splitlines()]
        self.check([(unquote(path), int(line), int(column), rule, unquote(message)) for path, line, column, rule, message in found])

    def test_checkstyle(self):
        root = xml.etree.ElementTree.fromstring(report('checkstyle'))
        self.check([(file.get('name'), int(error.get('line')), int(error.get('column')),
                     error.get('source').removeprefix('ibmcloud-token-migrate.'), error.get('message'))
                    for file in root for error in file])

    def test_sarif(self):
        log = json.loads(report('sarif'))
        self.assertEqual(faults(log, self.schema), [])
        run = log['runs'][0]
        found = []
        for each in run['results']:
            place = each['locations'][0]['physicalLocation']
            self.assertEqual(run['tool']['driver']['rules'][each['ruleIndex']]['id'], each['ruleId'])
            found.append((unquote(place['artifactLocation']['uri']), place['region']['startLine'], place['region']['startColumn'],
                          each['ruleId'], each['message']['text']))
        self.check(found)
        if 'SARIF_SCHEMA' in os.environ:
            import jsonschema
            with open(os.environ['SARIF_SCHEMA'], encoding='utf-8') as file:
                jsonschema.validate(log, json.load(file))

    def test_the_check_of_sarif_finds_faults(self):
        log = json.loads(report('sarif'))
        log['runs'][0]['results'][0]['locations'][0]['physicalLocation']['region']['startLine'] = 0
        log['runs'][0]['results'][1]['level'] = 'bad'
        del log['runs'][0]['tool']['driver']['name']
        self.assertEqual(len(faults(log, self.schema)), 3)

    def test_empty_reports_are_whole(self):
        folder = os.path.join('before', 'alike')
        self.assertEqual(report('text', folder), '')
        self.assertEqual(json.loads(report('json', folder))['findings'], [])
        self.assertEqual(faults(json.loads(report('sarif', folder)), self.schema), [])
        self.assertEqual(len(xml.etree.ElementTree.fromstring(report('checkstyle', folder))), 0)


unittest.main()
