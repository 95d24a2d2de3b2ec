{{/* What is named among the values and no rule of the network lets out: silence until somebody looks at the policies. */}}
{{- define "carillon.portRefusals" -}}
{{- $values := .Values -}}
{{- $network := $values.networkPolicy -}}
{{- $ways := list -}}
{{- range $values.kafka.brokers -}}
{{- $ways = append $ways (dict "rule" "kafka" "what" (printf "kafka.brokers names %s" .) "port" (splitList ":" . | last)) -}}
{{- end -}}
{{- if or $values.mirror.enabled $values.notifier.enabled $values.tests.enabled -}}
{{- $ways = append $ways (dict "rule" "edge" "what" (printf "edge.url is %s" $values.edge.url) "port" (include "carillon.portOf" $values.edge.url)) -}}
{{- end -}}
{{- with $values.notifier -}}
{{- if and .enabled .email.enabled -}}
{{- $port := .email.port | default (dig .email.security 25 (dict "starttls" 587 "tls" 465)) -}}
{{- $ways = append $ways (dict "rule" "smtp" "what" (printf "notifier.email speaks to port %d" (int $port)) "port" $port) -}}
{{- end -}}
{{- end -}}
{{- with $values.tracesUrl -}}
{{- $ways = append $ways (dict "rule" "traces" "what" (printf "tracesUrl is %s" .) "port" (include "carillon.portOf" .)) -}}
{{- end -}}
{{- with $values.dapr.tracing.otlpEndpoint -}}
{{- if eq $values.transport "dapr" -}}
{{- $ways = append $ways (dict "rule" "traces" "what" (printf "dapr.tracing.otlpEndpoint is %s" .) "port" (splitList ":" . | last)) -}}
{{- end -}}
{{- end -}}
{{- range $ways -}}
{{- $open := (index $network .rule).ports -}}
{{- $port := int .port -}}
{{- $isOpen := false -}}
{{- range $open }}{{ if eq (int .) $port }}{{ $isOpen = true }}{{ end }}{{ end -}}
{{- range $network.extraEgress -}}
{{- if not .ports }}{{ $isOpen = true }}{{ end -}}
{{- range .ports -}}
{{- if and (ge $port (int .port)) (le $port (int (.endPort | default .port))) }}{{ $isOpen = true }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if not $isOpen -}}
{{- fail (printf "%s, and networkPolicy.%s.ports lets out %s alone: nothing would get there. Add %d to them." .what .rule (join ", " $open) $port) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The port of an address, also when it does not say it. */}}
{{- define "carillon.portOf" -}}
{{- $url := urlParse . -}}
{{- if regexMatch ":[0-9]+$" $url.host }}{{ splitList ":" $url.host | last }}{{ else if eq $url.scheme "https" }}443{{ else }}80{{ end -}}
{{- end -}}
