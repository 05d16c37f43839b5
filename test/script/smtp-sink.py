"""Takes one mail after the other by SMTP: smtp-sink.py FOLDER. Writes its port to FOLDER/smtp-port, who is to get a
mail to FOLDER/recipients and the last mail to FOLDER/delivered."""

import os
import socketserver
import sys

folder = sys.argv[1]


class Sink(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(f'{text}\r\n'.encode('ascii'))

    def take_mail(self):
        self.say('354 go on')
        lines = []
        while (line := self.rfile.readline()) not in (b'.\r\n', b''):
            lines.append(line.removeprefix(b'.').replace(b'\r\n', b'\n'))
        with open(f'{folder}/delivered', 'wb') as mail:
            mail.write(b''.join(lines))

    def handle(self):
        self.say('220 sink')
        while line := self.rfile.readline().decode('ascii').strip():
            verb = line.upper()
            if verb.startswith('RCPT TO:'):
                with open(f'{folder}/recipients', 'a', encoding='ascii') as recipients:
                    recipients.write(line[8:].strip('<> ') + '\n')
            if verb == 'DATA':
                self.take_mail()
            self.say('221 bye' if verb == 'QUIT' else '250 fine')
            if verb == 'QUIT':
                return


server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Sink)
with open(f'{folder}/smtp-port.new', 'w', encoding='ascii') as port:
    port.write(str(server.server_address[1]))
os.rename(f'{folder}/smtp-port.new', f'{folder}/smtp-port')
server.serve_forever()
