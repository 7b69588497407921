{{- define "aime.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "aime.selector" . }}
{{- end }}

{{- define "aime.selector" -}}
app.kubernetes.io/name: aime
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* A pod of `component`, which runs `command`; `of` are its values. */}}
{{- define "aime.pod" -}}
{{- $root := .root }}
metadata:
  labels:
    {{- include "aime.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
  annotations:
    checksum/settings: {{ $root.Values.settings | toJson | sha256sum }}
spec:
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: {{ .component }}
      image: {{ printf "%s:%s" $root.Values.image.repository (default $root.Chart.AppVersion $root.Values.image.tag) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: [{{ .command }}]
      envFrom:
        - configMapRef:
            name: {{ $root.Release.Name }}-settings
        - secretRef:
            name: {{ $root.Values.secretName }}
      {{- if eq $root.Values.database "postgres" }}
      env:
        # By name, so that no pod starts without it: each would have a database of its own.
        - name: AIME_DATABASE_URL
          valueFrom:
            secretKeyRef: { name: {{ $root.Values.secretName }}, key: AIME_DATABASE_URL }
        {{- with .of.queues }}
        - { name: AIME_QUEUES, value: {{ . | quote }} }
        {{- end }}
      {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      resources: {{- toYaml .of.resources | nindent 8 }}
      ports:
        - name: http
          containerPort: 8080
      startupProbe:
        httpGet: { path: /healthz, port: http }
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: /healthz, port: http }
        periodSeconds: 15
        timeoutSeconds: 5
      readinessProbe:
        httpGet: { path: /readyz, port: http }
        periodSeconds: 10
        timeoutSeconds: 5
      volumeMounts:
        - { name: data, mountPath: /data }
        - { name: tmp, mountPath: /tmp }
  volumes:
    - name: data
      {{- if eq $root.Values.database "sqlite" }}
      persistentVolumeClaim:
        claimName: {{ default (printf "%s-data" $root.Release.Name) $root.Values.persistence.existingClaim }}
      {{- else }}
      emptyDir: { sizeLimit: 64Mi }
      {{- end }}
    - name: tmp
      emptyDir: { sizeLimit: 64Mi }
  {{- with $root.Values.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
