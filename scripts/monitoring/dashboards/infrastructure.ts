import { type Dashboard, lines, number, percentiles } from './dashboard.ts';

export const infrastructure: Dashboard = {
  id: 'infrastructure',
  title: 'infrastructure',
  about: 'What the bridge stands on: the broker, the sidecars, PostgreSQL, the containers.',
  rows: [
    {
      title: 'Now',
      panels: [
        number('Brokers', 'short', '', 'max(kafka_brokers)'),
        number(
          'Partitions without all replicas',
          'short',
          'Above 0 for long: a broker is away or its disk is slow.',
          'sum(kafka_topic_partition_under_replicated_partition)',
        ),
        number('PostgreSQL', 'short', '0: the exporter does not reach it.', 'min(pg_up)'),
        number(
          'Connections in use',
          'percentunit',
          'Of PostgreSQL.',
          'sum(pg_stat_activity_count) / max(pg_settings_max_connections)',
        ),
      ],
    },
    {
      title: 'Broker',
      panels: [
        lines('Written', 'ops', 'Records a second.', [
          'sum by (topic) (rate(kafka_topic_partition_current_offset{topic!~"__.*"}[$__rate_interval]))',
          '{{topic}}',
        ]),
        lines('Behind', 'short', 'Records that a group has not committed. Runbook: consumer-group-behind.', [
          'sum by (consumergroup, topic) (kafka_consumergroup_lag{consumergroup=~".*carillon-.*"})',
          '{{consumergroup}} {{topic}}',
        ]),
        lines('Members', 'short', 'More than partitions: some have nothing to do.', [
          'sum by (consumergroup) (kafka_consumergroup_members{consumergroup=~".*carillon-.*"})',
          '{{consumergroup}}',
        ]),
      ],
    },
    {
      title: 'Dapr sidecars (milliseconds)',
      panels: [
        lines(
          'Publishing',
          'short',
          'Until the broker acknowledged.',
          ...percentiles('dapr_component_pubsub_egress_latencies', 'app_id', [0.5, 0.95]),
        ),
        lines(
          'Delivering',
          'short',
          'Until the role answered.',
          ...percentiles('dapr_component_pubsub_ingress_latencies', 'app_id', [0.5, 0.95]),
        ),
        lines(
          'Messages',
          'ops',
          '',
          [
            'sum by (app_id, topic) (rate(dapr_component_pubsub_egress_count[$__rate_interval]))',
            '{{app_id}} out {{topic}}',
          ],
          [
            'sum by (app_id, topic, process_status) (rate(dapr_component_pubsub_ingress_count[$__rate_interval]))',
            '{{app_id}} in {{topic}} {{process_status}}',
          ],
        ),
      ],
    },
    {
      title: 'PostgreSQL and containers',
      panels: [
        lines(
          'Connections',
          'short',
          '',
          ['sum by (state) (pg_stat_activity_count)', '{{state}}'],
          ['max(pg_settings_max_connections)', 'at most'],
        ),
        lines('Size', 'bytes', '', ['max by (datname) (pg_database_size_bytes)', '{{datname}}']),
        lines('Memory of containers', 'bytes', '', [
          'max by (pod) (container_memory_working_set_bytes{container=~"mirror|notifier|archiver|ingress"})',
          '{{pod}}',
        ]),
      ],
    },
  ],
};
