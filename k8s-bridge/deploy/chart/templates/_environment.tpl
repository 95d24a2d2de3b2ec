{{/* The variables of a container: (root, component). What they mean stands in docs/bridge/configuration.md. */}}
{{- define "carillon.environment" -}}
{{- $variables := dict -}}
{{- range (list (include "carillon.environment.shared" .) (include "carillon.environment.kafka" .) (include "carillon.environment.role" .) (include "carillon.environment.secrets" .)) -}}
{{- $variables = merge $variables (. | fromYaml) -}}
{{- end -}}
{{- $variables = mergeOverwrite $variables .root.Values.env -}}
{{- range $name, $value := $variables }}
- { name: {{ $name }}, value: {{ $value | toString | quote }} }
{{- end }}
{{- end -}}

{{- define "carillon.environment.shared" -}}
{{- $values := .root.Values -}}
LOG_LEVEL: {{ $values.logLevel }}
{{- with $values.topicPrefix }}
TOPIC_PREFIX: {{ . | quote }}
{{- end }}
{{- if has .component (list "mirror" "notifier" "verify") }}
CARILLON_URL: {{ $values.edge.url | quote }}
{{- end }}
{{- if has .component (list "topics" "verify") }}
TOPIC_PARTITIONS: {{ include "carillon.partitions" .root }}
REPLICATION_FACTOR: {{ $values.topics.replicationFactor }}
{{- else }}
ROLES: {{ .component }}
PORT: "8788"
{{- with $values.tracesUrl }}
OTLP_TRACES_URL: {{ . | quote }}
{{- end }}
# Topics are made by the Job, by Strimzi or by the operator, once: not by each role as it starts.
CREATE_TOPICS: "off"
TRANSPORT: {{ $values.transport }}
{{- if eq $values.transport "dapr" }}
DAPR_PUBSUB: {{ include "carillon.daprApp" .component }}
DAPR_SUBSCRIPTIONS: declarative
{{- if has .component (list "notifier" "archiver") }}
DAPR_APP_TOKEN_FILE: /run/carillon/dapr-app-token/token
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "carillon.environment.kafka" -}}
{{- with .root.Values.kafka -}}
{{- if or (eq $.root.Values.transport "kafka") (has $.component (list "topics" "verify")) }}
KAFKA_BROKERS: {{ join "," .brokers | quote }}
{{- if .tls.enabled }}
KAFKA_TLS: "on"
{{- if .tls.ca.secretName }}
KAFKA_CA_FILE: /run/carillon/kafka-ca/ca.crt
{{- end }}
{{- if .tls.client.secretName }}
KAFKA_CERT_FILE: /run/carillon/kafka-client/tls.crt
KAFKA_KEY_FILE: /run/carillon/kafka-client/tls.key
{{- end }}
{{- end }}
{{- if ne .sasl.mechanism "none" }}
KAFKA_SASL_MECHANISM: {{ .sasl.mechanism }}
{{- end }}
{{- end }}
{{- if ne .sasl.mechanism "none" }}
# With Dapr, KEDA alone reads it here.
KAFKA_USERNAME: {{ .sasl.username | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "carillon.environment.role" -}}
{{- $values := .root.Values -}}
{{- if has .component (list "mirror" "verify") }}
CONSUMER: {{ $values.mirror.consumer }}
{{- end }}
{{- if eq .component "mirror" }}
ON_EPOCH_CHANGE: {{ $values.mirror.onEpochChange }}
MIRROR_PAGE_EVENTS: {{ $values.mirror.pageEvents }}
{{- else if eq .component "archiver" }}
ARCHIVE_BATCH_EVENTS: {{ $values.archiver.batchEvents }}
ARCHIVE_BATCH_MS: {{ $values.archiver.batchMs }}
ARCHIVE_KEEP_DAYS: {{ $values.archiver.keepDays }}
{{- else if eq .component "ingress" }}
INGRESS_USERNAME: {{ $values.ingress.username | quote }}
{{- else if eq .component "notifier" }}
NOTIFIER_CONCURRENCY: {{ $values.notifier.concurrency }}
{{- with $values.notifier.email }}
{{- if .enabled }}
SMTP_HOST: {{ .host | quote }}
SMTP_PORT: {{ .port }}
SMTP_SECURITY: {{ .security | quote }}
SMTP_FROM: {{ .from | quote }}
{{- with .username }}
SMTP_USERNAME: {{ . | quote }}
{{- end }}
{{- if .ca.secretName }}
SMTP_CA_FILE: /run/carillon/smtp-ca/ca.crt
{{- end }}
{{- end }}
{{- end }}
{{- with $values.notifier.webhooks }}
WEBHOOKS: {{ ternary "on" "off" .enabled | quote }}
{{- with .allow }}
WEBHOOK_ALLOW: {{ join "," . | quote }}
{{- end }}
{{- if .ca.secretName }}
WEBHOOK_CA_FILE: /run/carillon/webhook-ca/ca.crt
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Where each secret is read at every use: in a file, or in Dapr's store. Never its value. */}}
{{- define "carillon.environment.secrets" -}}
{{- $asksDapr := include "carillon.asksDapr" . -}}
{{- $secrets := .root.Values.secrets -}}
{{- range (include "carillon.secretsOf" . | fromYaml).list }}
{{- if $asksDapr }}
{{ .variable }}_DAPR: {{ printf "%s/%s/%s" $secrets.dapr.store $secrets.name .key }}
{{- else }}
{{ .variable }}_FILE: /run/carillon/secrets/{{ .key }}
{{- end }}
{{- end }}
{{- end -}}
