{{/* What stands in for a real one is none of our pods: no policy denies it anything. */}}
{{- define "carillon.local.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "carillon.local.metadata" -}}
name: {{ include "carillon.fullname" .root }}-{{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "carillon.local.selector" . | nindent 2 }}
  app.kubernetes.io/part-of: carillon
{{- end -}}

{{/* A pod as Pod Security `restricted` wants it: (root, user). */}}
{{- define "carillon.local.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: { runAsNonRoot: true, runAsUser: {{ .user }}, runAsGroup: {{ .user }}, fsGroup: {{ .user }}, seccompProfile: { type: RuntimeDefault } }
{{- end -}}
