{{/* What Pod Security `restricted` asks of a pod. The group is what may read the mounted secrets. */}}
{{- define "carillon.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "carillon.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{/* What all pods of the image share: (root, component). The rest of the pod's spec follows it. */}}
{{- define "carillon.pod" -}}
serviceAccountName: {{ include "carillon.fullname" .root }}-{{ .component }}
automountServiceAccountToken: {{ if include "carillon.mountsToken" . }}true{{ else }}false{{ end }}
# Else Kubernetes writes a variable for each Service of the namespace, and ours are read from there.
enableServiceLinks: false
securityContext:
  {{- include "carillon.podSecurity" .root | nindent 2 }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.scheduling }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Replicas stay apart: on other nodes where there are some, and evenly over zones; of each version for itself. */}}
{{- define "carillon.spread" -}}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "carillon.selector" . | nindent 14 }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "carillon.selector" . | nindent 8 }}
{{- end -}}

{{/* Alive is whoever answers; ready is whoever reaches what it needs. A broker that is away restarts nobody. */}}
{{- define "carillon.probes" -}}
startupProbe:
  httpGet: { path: /health, port: http }
  periodSeconds: 2
  failureThreshold: 30
livenessProbe:
  httpGet: { path: /health, port: http }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: { path: /ready, port: http }
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end -}}
