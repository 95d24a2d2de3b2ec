{{/*
What the injector of Dapr reads at a pod: (root, component, role).

Who ends first depends on what the role does. A reader's sidecar stops taking records at once, and the role has its pause
(preStop) and more for what is under way; who publishes needs its sidecar until it has ended.
*/}}
{{- define "carillon.daprAnnotations" -}}
{{- with .root.Values.dapr -}}
dapr.io/enabled: "true"
dapr.io/app-id: {{ include "carillon.daprApp" $.component }}
dapr.io/app-port: "8788"
dapr.io/config: {{ include "carillon.fullname" $.root }}
{{- if $.role.reads }}
dapr.io/app-token-secret: {{ .appTokenSecret }}
# A program that died is noticed within a second or so, and no further record is handed to it.
dapr.io/enable-app-health-check: "true"
dapr.io/app-health-check-path: /health
dapr.io/app-health-probe-interval: "1"
dapr.io/app-health-probe-timeout: "800"
dapr.io/app-health-threshold: "1"
{{- else }}
dapr.io/block-shutdown-duration: {{ sub $.role.grace 5 }}s
{{- end }}
dapr.io/graceful-shutdown-seconds: {{ sub $.role.grace 5 | quote }}
{{- with .apiTokenSecret }}
dapr.io/api-token-secret: {{ . }}
{{- end }}
{{- if not (include "carillon.mountsToken" $) }}
dapr.io/disable-builtin-k8s-secret-store: "true"
{{- end }}
dapr.io/log-as-json: "true"
dapr.io/log-level: {{ .sidecar.logLevel }}
dapr.io/enable-metrics: "true"
dapr.io/metrics-port: "9090"
# An event is at most 256 KiB; the default is 4 MiB.
dapr.io/max-body-size: 2Mi
dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
dapr.io/sidecar-cpu-request: {{ .sidecar.resources.requests.cpu | quote }}
dapr.io/sidecar-memory-request: {{ .sidecar.resources.requests.memory | quote }}
dapr.io/sidecar-cpu-limit: {{ .sidecar.resources.limits.cpu | quote }}
dapr.io/sidecar-memory-limit: {{ .sidecar.resources.limits.memory | quote }}
{{- with .sidecar.image }}
dapr.io/sidecar-image: {{ . }}
{{- end }}
{{- end }}
{{- end -}}
