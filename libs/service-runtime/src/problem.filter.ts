import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { CommandIdReused, StoreReadOnly, VersionConflict } from '@tung-nha/event-store';
import { DomainError } from '@tung-nha/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemDocument, problemType, type RuleWords } from './problem.js';
import { edgeWords } from './rule-words.js';

const titles: Readonly<Record<number, string>> = {
  400: 'Yêu cầu có lỗi',
  401: 'Chưa đăng nhập',
  403: 'Không được phép',
  404: 'Không tìm thấy',
  409: 'Xung đột phiên bản',
  413: 'Quá lớn',
  415: 'Kiểu nội dung không nhận',
  422: 'Không thực hiện được',
  503: 'Tạm thời chưa phục vụ được',
};

/** Words every refusal as RFC 9457, in Vietnamese and English; never a stack trace, never a value of the request (X7). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');
  private readonly words: RuleWords;

  constructor(words: readonly RuleWords[]) {
    this.words = Object.assign({}, edgeWords, ...words) as RuleWords;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const { rule, more, at = [] } = refusalOf(error);
    const { status, vi, en } = this.words[rule] ?? {
      status: 422,
      vi: 'Quy tắc không cho phép.',
      en: 'A rule forbids it.',
    };
    if (status >= 500 && rule === 'InternalError') this.logger.error(error, (error as Error).stack);
    const { headers = {}, ...members } = more;
    const errors = at.map((pointer) => ({ pointer, rule, message: vi, messageEn: en }));
    const problem: ProblemDocument = {
      type: problemType(rule),
      title: titles[status] ?? 'Lỗi',
      status,
      detail: vi,
      detailEn: en,
      ...(errors.length > 0 ? { errors } : {}),
      ...members,
    };
    if (status === 401) reply.header('WWW-Authenticate', 'Bearer');
    if (rule === 'NotYetHeard') reply.header('Retry-After', '1');
    void reply
      .headers(headers)
      .status(status)
      .type('application/problem+json; charset=utf-8')
      .send(request.method === 'HEAD' ? undefined : problem);
  }
}

function refusalOf(error: unknown): Pick<Problem, 'rule' | 'more'> & Partial<Pick<DomainError, 'at'>> {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return { rule: error.rule, more: {}, at: error.at };
  if (error instanceof VersionConflict)
    return {
      rule: 'VersionConflict',
      more: { currentVersion: error.currentVersion, headers: { ETag: `"${error.currentVersion}"` } },
    };
  if (error instanceof CommandIdReused) return { rule: 'IdempotencyKeyReused', more: {} };
  if (error instanceof StoreReadOnly) return { rule: 'StoreReadOnly', more: {} };
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return { rule: ruleOfStatus[status] ?? 'InternalError', more: {} };
}

/** Fastify's own refusals carry `statusCode`. */
const statusOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;

const ruleOfStatus: Readonly<Record<number, string>> = {
  400: 'BodyUnreadable',
  401: 'TokenInvalid',
  403: 'NotAllowed',
  404: 'RouteUnknown',
  405: 'MethodNotAllowed',
  413: 'BodyTooLarge',
  415: 'MediaTypeUnsupported',
};
