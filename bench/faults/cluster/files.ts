import type { Network } from './network.ts'

/**
 * How soon a lost primary is replaced, in seconds: the lease of a leader, how often each node looks, and how long it tries
 * to reach the others. The lease is the shortest that Patroni's documentation allows (20 s).
 */
const patience = { ttl: 20, loop_wait: 2, retry_timeout: 3 } as const

export const nodeNumbers = [1, 2, 3] as const
export const ports = { database: 5432, patroni: 8008, etcd: 2379, etcdPeers: 2380, proxy: 15_432 } as const

/** Where Debian has PostgreSQL. */
export const programs = '/usr/lib/postgresql/15/bin'
/** Of Debian's package `faketime`. */
const fakeTime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
/** The clocks of the nodes do not agree: one is right, one is late, one is early, in seconds. */
const clocks = [0, -90, 90]

/** What starts the server of a node, with its clock. */
export function serverWords(node: number, program: string): string {
  const seconds = clocks[node - 1] ?? 0
  if (seconds === 0) return `#!/bin/sh\nexec ${program} "$@"\n`
  const clock = `FAKETIME=${seconds > 0 ? '+' : ''}${seconds}s FAKETIME_DONT_FAKE_MONOTONIC=1`
  return `#!/bin/sh\nLD_PRELOAD=${fakeTime} ${clock} exec ${program} "$@"\n`
}

/** The settings of Patroni for a node. JSON is YAML, too. */
export function patroniFile(node: number, network: Network, folder: string): string {
  const own = network.address(node)
  const trusted = ['local all all trust', 'host all all all trust', 'host replication all all trust']
  const settings = {
    scope: 'kpi',
    name: `node${node}`,
    restapi: { listen: `${own}:${ports.patroni}`, connect_address: `${own}:${ports.patroni}` },
    // Not `etcd3`: Patroni 3.0 then writes the leader's key without looking at it. A node that was cut off, and reads from
    // a member of etcd that was cut off with it, would take the place back from its successor, and lose what that took.
    etcd: { hosts: nodeNumbers.map(one => `${network.address(one)}:${ports.etcd}`) },
    bootstrap: {
      dcs: {
        ...patience,
        maximum_lag_on_failover: 1_048_576,
        synchronous_mode: true,
        synchronous_mode_strict: true, // what was answered stands on two nodes, or is not answered
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 150, wal_log_hints: 'on' } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      pg_hba: trusted,
    },
    postgresql: {
      listen: `${own},127.0.0.1:${ports.database}`,
      connect_address: `${own}:${ports.database}`,
      data_dir: `${folder}/data`,
      bin_dir: `${folder}/bin`,
      pgpass: `${folder}/pgpass`,
      pg_hba: trusted,
      authentication: {
        superuser: { username: 'postgres' },
        replication: { username: 'postgres' },
        rewind: { username: 'postgres' },
      },
      // A standby asks its new primary again after 1 s instead of 5: until one repeats, nothing is answered.
      parameters: { unix_socket_directories: folder, wal_retrieve_retry_interval: '1s' },
    },
  }
  return JSON.stringify(settings, null, 1)
}

/** The words with which the store of the leader's lease is started on a node. */
export function etcdWords(node: number, network: Network, folder: string): readonly string[] {
  const at = (one: number, port: number) => `http://${network.address(one)}:${port}`
  return [
    ['name', `node${node}`],
    ['data-dir', `${folder}/etcd`],
    ['listen-client-urls', `${at(node, ports.etcd)},http://127.0.0.1:${ports.etcd}`],
    ['advertise-client-urls', at(node, ports.etcd)],
    ['listen-peer-urls', at(node, ports.etcdPeers)],
    ['initial-advertise-peer-urls', at(node, ports.etcdPeers)],
    ['initial-cluster', nodeNumbers.map(one => `node${one}=${at(one, ports.etcdPeers)}`).join(',')],
    ['heartbeat-interval', '200'],
    ['election-timeout', '2000'], // the machine is busy with everything else, too
    ['pre-vote', 'true'], // a member that comes back does not unseat the leader, which would stop all for seconds
    ['enable-v2', 'true'],
  ].map(([name, value]) => `--${name}=${value}`)
}

/** The settings of HAProxy: connections go to whom Patroni calls the primary; those to any other are ended. */
export function proxyFile(network: Network): string {
  const servers = nodeNumbers.map(
    node => `  server node${node} ${network.address(node)}:${ports.database} check port ${ports.patroni}`,
  )
  return `global
  maxconn 500
defaults
  mode tcp
  timeout connect 2s
  retries 1
  timeout client 1h
  timeout server 1h
  timeout check 2s
listen primary
  bind 127.0.0.1:${ports.proxy}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${servers.join('\n')}
`
}
