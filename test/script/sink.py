"""Stands in for whoever is told: sink.py FOLDER [BEHAVIOUR]. Writes its port to FOLDER/port and each request, as a
line of JSON, to FOLDER/requests. BEHAVIOUR: well, broken (500), moved (302), garbage, endless (a body without end),
deaf (accepts and never answers)."""

import http.server
import json
import os
import sys
import time

folder, behaviour = sys.argv[1], (sys.argv + ['well'])[2]


class Sink(http.server.BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        said = {'path': self.path, 'type': self.headers.get('Content-Type'), 'body': body.decode('utf-8')}
        with open(f'{folder}/requests', 'a', encoding='ascii') as requests:
            requests.write(json.dumps(said) + '\n')
        if behaviour == 'deaf':
            time.sleep(98765)
        self.send_response({'broken': 500, 'moved': 302}.get(behaviour, 200))
        self.send_header('Location', '/elsewhere')
        self.end_headers()
        if behaviour == 'garbage':
            self.wfile.write(os.urandom(5000))
        while behaviour == 'endless':
            self.wfile.write(b'x' * 65536)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Sink)
with open(f'{folder}/port.new', 'w', encoding='ascii') as port:
    port.write(str(server.server_port))
os.rename(f'{folder}/port.new', f'{folder}/port')
server.serve_forever()
