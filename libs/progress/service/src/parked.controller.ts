import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { CLOCK, type Clock, today } from '@tung-nha/kernel';
import { discardReasons } from '@tung-nha/progress-events';
import {
  Access,
  Allowed,
  type Authenticated,
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  Problem,
  Reference,
} from '@tung-nha/service-runtime';
import { pageOf } from './asking.js';
import { parkedId } from './parked.js';
import { DiscardParkedRequest, RetryParkedRequest } from './parked.request.js';
import { Progress } from './progress.projection.js';
import { discardReasonNames } from './words.js';

/** What cannot be counted, and what is done about it (X7). */
@Controller('api/progress/parked')
export class ParkedController {
  constructor(
    private readonly progress: Progress,
    private readonly access: Access,
    private readonly reference: Reference,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The streams set aside, by lane and stream, with the reasons for which one may be given up. */
  @Get()
  @Allowed('parked.read')
  async parked(@Query('after') after?: string, @Query('limit') limit?: string) {
    const page = pageOf({ after, limit });
    const parked = await this.progress.current.parkedPage(page);
    const last = parked.at(-1);
    return {
      parked,
      next: last && parked.length === page.limit ? parkedId(last.lane, last.stream) : null,
      reasons: discardReasons.map((reason) => ({ reason, name: discardReasonNames[reason] })),
    };
  }

  /** Tries them again. Records nothing, so it may be asked at any time: what can be read now is counted. */
  @Post('retry')
  @HttpCode(200)
  @Allowed('parked.settle')
  async retry(@Body() { lane, stream }: RetryParkedRequest) {
    return { free: await this.progress.retryParked({ ...(lane && { lane }), ...(stream && { stream }) }) };
  }

  /** Gives up all that is held of a stream, for good; the stream goes on with its next event. */
  @Post('discard')
  @Allowed('parked.settle')
  @UseInterceptors(CommandInterceptor)
  discard(
    @Body() { lane, stream, upTo, reason }: DiscardParkedRequest,
    @Req() { user }: Authenticated,
    @Commanded() request: CommandRequest,
  ) {
    const grants = this.reference.grants.of(user.subject, today(this.clock));
    const office = grants.find(({ unit }) => this.access.mayAt(user, 'parked.settle', unit));
    if (!office) throw new Problem('NotAllowed');
    return this.progress.discardParked({ lane, stream, upTo, reason }, office.unit, request);
  }
}
