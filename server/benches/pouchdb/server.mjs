// The peer's server: express-pouchdb over PouchDB on leveldb, with no more routes than replication needs.
// node server.mjs FOLDER; prints the address it listens at.
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const prefix = `${process.argv[2]}/`;
const OnLevel = PouchDB.defaults({ prefix, adapter: 'leveldb' });
const app = express();
app.use('/', expressPouchDB(OnLevel, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = app.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
