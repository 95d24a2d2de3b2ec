{{/* The public internet: everything but private, shared, link-local, documentation and reserved networks, and Azure's inner host. */}}
{{- define "carillon.publicInternet" -}}
- ipBlock:
    cidr: 0.0.0.0/0
    except: [0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 168.63.129.16/32, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/3]
- ipBlock:
    cidr: 2000::/3
{{- end -}}

{{/* From 1024 on, but for those of services that speak plain text and could be tricked: as core/delivery/webhook-url.ts has it. */}}
{{- define "carillon.webhookPorts" -}}
{{- $from := 1024 -}}
{{- range list 2375 2379 3306 5432 5672 6379 6443 9092 10250 11211 27017 65536 }}
- { protocol: TCP, port: {{ $from }}, endPort: {{ sub . 1 }} }
{{- $from = add . 1 -}}
{{- end -}}
{{- end -}}

{{/* One rule of egress over TCP: (rule: { to, ports }). An empty `to` is anywhere on these ports. */}}
{{- define "carillon.egressRule" -}}
- ports:
    {{- range .rule.ports }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
  {{- with .rule.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* What a role may reach beside DNS: (root, component, role). */}}
{{- define "carillon.egress" -}}
{{- $network := .root.Values.networkPolicy -}}
{{- $isVerify := eq .component "verify" -}}
{{- if or .role.asksEdge $isVerify }}
{{- $edge := $network.edge }}
{{- if not $edge.to }}{{ $edge = merge (dict "to" (include "carillon.publicInternet" . | fromYamlArray)) $edge }}{{ end }}
# The edge.
{{ include "carillon.egressRule" (dict "rule" $edge) }}
{{- end }}
# Kafka.
{{ include "carillon.egressRule" (dict "rule" $network.kafka) }}
{{- if eq .component "archiver" }}
# PostgreSQL.
{{ include "carillon.egressRule" (dict "rule" $network.postgres) }}
{{- end }}
{{- if eq .component "notifier" }}
{{- with .root.Values.notifier }}
{{- if .email.enabled }}
# The mail server.
{{ include "carillon.egressRule" (dict "rule" $network.smtp) }}
{{- end }}
{{- if .webhooks.enabled }}
# Webhooks: the public internet at the ports that the edge takes, and what the operator allows by number.
- ports:
    - { protocol: TCP, port: 443 }
    {{- include "carillon.webhookPorts" $ | trim | nindent 4 }}
  to:
    {{- include "carillon.publicInternet" $ | nindent 4 }}
{{- range .webhooks.allow }}
{{- if regexMatch "^[0-9.]+$" . }}
- to: [{ ipBlock: { cidr: {{ . }}/32 } }]
{{- else if regexMatch "^[0-9a-fA-F.:]+/[0-9]+$" . }}
- to: [{ ipBlock: { cidr: {{ . | quote }} } }]
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if $isVerify }}
# The roles.
- ports: [{ protocol: TCP, port: 8788 }]
  to:
    - podSelector:
        matchLabels:
          {{- include "carillon.selector" (dict "root" .root) | nindent 10 }}
{{- end }}
{{- if and .role.hasSidecar (eq .root.Values.transport "dapr") }}
# Dapr's control plane.
- to:
    {{- toYaml $network.dapr.to | nindent 4 }}
{{- end }}
{{- if include "carillon.mountsToken" . }}
# The API server: Dapr's secret store reads there.
{{ include "carillon.egressRule" (dict "rule" $network.apiServer) }}
{{- end }}
{{- if and .role.hasSidecar (or .root.Values.tracesUrl (and (eq .root.Values.transport "dapr") .root.Values.dapr.tracing.otlpEndpoint)) }}
# The collector of traces.
{{ include "carillon.egressRule" (dict "rule" $network.traces) }}
{{- end }}
{{- with $network.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
