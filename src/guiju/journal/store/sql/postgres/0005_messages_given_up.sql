-- Messages nobody came for in time are kept for a while and listed.
CREATE INDEX messages_given_up ON messages (shard, expires) WHERE delivered = -2;
